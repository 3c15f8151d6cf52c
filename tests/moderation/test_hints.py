"""Each hint, on texts that deserve it and on honest ones that look alike."""

import pytest

from moderation.screening import Hint, HintKind, Surroundings, screen
from moderation.screening.likeness import Other
from moderation.screening.plain import plain

HERE = Surroundings(places=frozenset({"liévin", "lens", "arras", "saint-omer"}))

NOTICED = {
    HintKind.ALARM: [
        "Je vais me tuer ce soir, personne ne m’aide.",
        "à quoi bon, plus envie de vivre",
        "Si le skatepark se fait je vais vous buter",
        "On va mettre une bombe dans la mairie",
        "Je sais où tu habites",
    ],
    HintKind.CHILD: [
        "Mon fils Léo, 8 ans, traverse seul la nationale.",
        "La petite Emma est tombée là.",
        "Chloé, en CE2, a eu cette idée.",
        "Nos jumelles s’appellent Zoé et Ana.",
        "Théo (11 ans) dessine les plans.",
    ],
    HintKind.INSULT: [
        "Bande de connards",
        "c.o.n.n.a.r.d",
        "c o n n a r d",
        "connnnnard",
        "p*te de projet",
        "Vous êtes des c0nnards",
        "соnnаrd",
        "co\u200bnnard",
        "Espèce d’imbécile",
        "T’es qu’un gros nul",
        "Le maire est un voleur",
        "Va te faire foutre",
        "Rentrez dans votre pays",
        "sale arabe",
    ],
    HintKind.IBAN: ["Versez sur FR76 3000 6000 0112 3456 7890 189, merci."],
    HintKind.PHONE: ["Appelez le 06/12/34/56/78", "mon numéro : 03 21 00 00 00"],
    HintKind.EMAIL: ["jean.dupre (arobase) exemple point fr", "ecrire a jd@exemple.fr"],
    HintKind.ADDRESS: ["M. Untel habite 12 rue des Lilas", "Venez chez moi, 4 bis, allée des Tilleuls"],
    HintKind.LINK: ["Voir https://exemple.org/x", "tout est sur bit.ly/abc"],
    HintKind.SELLING: ["Promo : -20 % sur les pompes à chaleur, devis gratuit !"],
    HintKind.CAMPAIGN: ["Votez pour notre liste aux municipales !"],
    HintKind.COMPLAINT: ["Mon dossier à la CAF est bloqué, personne ne me répond."],
    HintKind.ELSEWHERE: ["Une ferme pédagogique à Marseille pour les enfants du quartier."],
    HintKind.REPETITION: [
        "Un banc !!!!!!!!",
        "vélo vélo vélo vélo",
        "Il faut un parc. Il faut un parc. Il faut un parc.",
        "ouiiiiiiiiii",
    ],
}
LEFT_ALONE = {
    HintKind.ALARM: [
        "Ce jardin va tuer l’ennui.",
        "La fête est morte, faisons-la revivre.",
        "Un feu de la Saint-Jean devant la mairie.",
        "Je vais mourir de rire devant ce spectacle.",
    ],
    HintKind.CHILD: [
        "Les enfants de Liévin en ont besoin.",
        "Une séance du Petit Prince au théâtre.",
        "Les élèves du collège Jean-Rostand, en CM1 et CM2.",
        "Mon association a 8 ans.",
    ],
    HintKind.INSULT: [
        "Un concert, une dispute réglée, un pique-nique dans le cul-de-sac.",
        "La salle arabe du musée",
        "Ces chiens courent partout",
        "Le spectacle était nul",
        "Un cône de chantier",
        "Acheter du pain bâtard et des cornichons",
        "Contre les voleurs de vélos",
        "La version 1.0 du 14.07",
        "Écoconception, Conques et Conseil",
    ],
    HintKind.IBAN: ["FR76 3000 6000 0112 3456 7890 188", "n° SIRET 123 456 789 00012"],
    HintKind.PHONE: ["Budget : 1 200 000 €, en 2026", "le 06 12 34"],
    HintKind.ADDRESS: ["Le local du 12 rue des Lilas sera rénové.", "La rue des Lilas est dangereuse."],
    HintKind.LINK: ["Rendez-vous à 18h30.On apporte à boire", "Budget 1.5 M"],
    HintKind.SELLING: ["Une brocante où chacun vend à petit prix."],
    HintKind.CAMPAIGN: ["Un atelier pour apprendre comment on vote.", "Une urne décorée par les enfants."],
    HintKind.COMPLAINT: ["Un accueil pour aider chacun à remplir son dossier."],
    HintKind.ELSEWHERE: [
        "Comme à Marseille, une ferme pédagogique.",
        "Un voyage à Paris pour les seniors.",
        "Une ligne de bus entre Liévin et le musée, sur le modèle vu à Lille.",
    ],
    HintKind.REPETITION: [
        "Des vélos, des vélos cargos, et du vélo pour les aînés chaque samedi matin.",
        "Attention...",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in NOTICED.items() for text in texts])
def test_hint_is_given_where_it_is_deserved(kind, text):
    hints = [hint for hint in screen(text, HERE) if hint.kind is kind]
    assert hints
    assert all(hint.start == -1 or text[hint.start :].startswith(hint.excerpt) for hint in hints)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in LEFT_ALONE.items() for text in texts])
def test_honest_text_is_left_alone_when_it_only_looks_alike(kind, text):
    assert [hint for hint in screen(text, HERE) if hint.kind is kind] == []


def test_gravest_hint_stands_first_when_there_are_several():
    kinds = [hint.kind for hint in screen("Bande de connards, appelez le 06 12 34 56 78 ou je vais me tuer")]
    assert kinds == [HintKind.ALARM, HintKind.INSULT, HintKind.PHONE]


def test_place_of_here_is_no_elsewhere_when_named_beside():
    assert screen("Une ferme à Arras, en partenariat avec une école à Marseille", HERE) == []


def test_nearly_the_same_text_is_named_when_another_says_it():
    text = "Un jardin partagé derrière la salle des fêtes, ouvert à tous le samedi."
    others = [
        Other("abc", "Un jardin partagé, derrière la salle des fêtes : ouvert le samedi à tous"),
        Other("d", "Un banc"),
    ]
    assert screen(text, Surroundings(others=others)) == [Hint(HintKind.LIKENESS, "abc")]


def test_picture_is_always_for_a_human():
    text = "Un jardin partagé derrière la salle des fêtes."
    assert screen(text, Surroundings(has_picture=True)) == [Hint(HintKind.PICTURE)]


def test_disguises_fall_and_places_stay_known():
    bare = plain("Œuf cônnnnnard")
    assert bare.text == "œuf conard"
    assert bare.at[-1] == len("Œuf cônnnnnard") - 1
