"""Each hint, on texts that deserve it and on honest ones that look alike."""

import pytest

from moderation.screening import Hint, HintKind, Surroundings, screen
from moderation.screening.likeness import Other
from moderation.screening.plain import plain

HERE = Surroundings(places=frozenset({"liévin", "lens", "arras", "saint-omer", "bruay-la-buissière"}))

NOTICED = {
    HintKind.ALARM: [
        "Je vais me tuer ce soir, personne ne m’aide.",
        "à quoi bon, plus envie de vivre",
        "Si le skatepark se fait je vais vous buter",
        "On va mettre une bombe dans la mairie",
        "Je sais où tu habites",
        "Jte jure que jvais te planter",
        "On devrait leur cramer leurs caravanes",
        "Je viendrai à la réunion avec le fusil",
        "Mon mari m’a encore frappée hier soir",
        "Il tape ses gosses tous les soirs",
        "Des fils électriques dénudés au-dessus du bac à sable",
        "Je n’ai plus la force de vivre",
        "Un homme armé rôde près de l’école",
        "Si je te croise je te démonte",
    ],
    HintKind.CHILD: [
        "Mon fils Léo, 8 ans, traverse seul la nationale.",
        "La petite Emma est tombée là.",
        "Chloé, en CE2, a eu cette idée.",
        "Nos jumelles s’appellent Zoé et Ana.",
        "Théo (11 ans) dessine les plans.",
        "Maman de Zélie Hardi (CM1 à Lens)",
        "moi c Ilan Verdier de la 6e2",
        "Signé : Louise Petit, Sami Duval, classe de CM2",
        "ma fille lola elle a 9 ans",
        "Nino Lesage, élève du collège, a tout vu.",
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
        "Le trésorier est un vrai charlatan",
        "faut être attardé pour proposer ça",
        "T’es nul",
        "gros konnard",
        "La vieille peau du deuxième",
        "Ces migrants sont tous des voleurs",
        "Qu’on rejette ces migrants à la mer",
    ],
    HintKind.IBAN: [
        "Versez sur FR76 3000 6000 0112 3456 7890 189, merci.",
        "fr76.3000.6000.0112.3456.7890.189",
        "LU28 0019 4006 4475 0000 compte de la fondation",
        "Mon IBAN commence par FR76 3000 6000 0112",
        "Banque 30006, guichet 00001, compte 12345678901, clé 89",
    ],
    HintKind.PHONE: [
        "Appelez le 06/12/34/56/78",
        "mon numéro : 03 21 00 00 00",
        "0639 981 774",
        "0 6 . 3 9 . 9 8 . 7 3 . 1 6",
        "tel O6 39 98 5O 12",
        "au zéro six trente-neuf quatre-vingt-dix-huit douze quarante",
        "Le maire répond au 06 39 98 12 12, pas la mairie",
    ],
    HintKind.EMAIL: ["jean.dupre (arobase) exemple point fr", "ecrire a jd@exemple.fr"],
    HintKind.ADDRESS: [
        "M. Untel habite 12 rue des Lilas",
        "Venez chez moi, 4 bis, allée des Tilleuls",
        "c’est au 8 impasse Verlaine que ça crie",
        "on se retrouve chez moi, douze rue du moulin",
        "chez moi, 60 Grand’Rue",
        "je demeure rue Émile-Basly numéro 56",
        "Réunion chez Samir, bât C, appt 42",
    ],
    HintKind.LINK: [
        "Voir https://exemple.org/x",
        "tout est sur bit.ly/abc",
        "www . casino . exemple . net",
        "ici : a.exemple/x9",
    ],
    HintKind.SELLING: [
        "Promo : -20 % sur les pompes à chaleur, devis gratuit !",
        "a vendre 4 pneus neige 200e",
        "Casino en ligne, 100 tours gratuits",
        "Coach de vie certifiée, première séance offerte",
    ],
    HintKind.CAMPAIGN: [
        "Votez pour notre liste aux municipales !",
        "La section jeunes du parti recrute des colleurs d’affiches",
        "Votez blanc, mais pas pour le maire sortant",
    ],
    HintKind.COMPLAINT: [
        "Mon dossier à la CAF est bloqué, personne ne me répond.",
        "Ma poubelle n’a pas été ramassée, merci de repasser.",
        "Le lampadaire est en panne depuis trois semaines, que fait la mairie ?",
    ],
    HintKind.ELSEWHERE: [
        "Une ferme pédagogique à Marseille pour les enfants du quartier.",
        "Rénover les halles de Douai",
        "un parc a Dunkerque pour les petits",
        "Une épicerie participative à Ypres",
    ],
    HintKind.REPETITION: [
        "Un banc !!!!!!!!",
        "vélo vélo vélo vélo",
        "Il faut un parc. Il faut un parc. Il faut un parc.",
        "ouiiiiiiiiii",
        "hahahahahahaha",
        "un grand parc, un grand parc, un grand parc, un grand parc",
    ],
}
LEFT_ALONE = {
    HintKind.ALARM: [
        "Ce jardin va tuer l’ennui.",
        "La fête est morte, faisons-la revivre.",
        "Un feu de la Saint-Jean devant la mairie.",
        "Je vais mourir de rire devant ce spectacle.",
        "Je voudrais mourir vieux, dans mon coron.",
        "Mon frère m’a battu aux échecs.",
        "Je vais faire sauter des crêpes devant la mairie.",
        "On va les planter le long du canal, ces saules.",
        "On veut en finir avec les mégots.",
        "Un lieu pour les enfants battus et leurs mères.",
        "Un jeu où il faut tuer les zombies, pour tuer le temps.",
    ],
    HintKind.CHILD: [
        "Les enfants de Liévin en ont besoin.",
        "Une séance du Petit Prince au théâtre.",
        "Les élèves du collège Jean-Rostand, en CM1 et CM2.",
        "Mon association a 8 ans.",
        "Au cinquième étage, le vent arrache tout.",
        "Saint Nicolas et le petit Jésus défilent.",
        "La petite Venise du Nord, c’est Saint-Omer.",
        "Ma fille de 8 ans joue sur le parking.",
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
        "Au collège on m’appelle « grosse vache » tous les jours.",
        "Remettre les phoques à la mer avec les migrateurs",
        "Du fumier de cheval pour le potager",
        "Ce conteur est un sacré menteur",
        "Cours de français pour les migrants, à la maison de quartier",
    ],
    HintKind.IBAN: ["FR76 3000 6000 0112 3456 7890 188", "n° SIRET 123 456 789 00012"],
    HintKind.EMAIL: ["Inscriptions : contact@mairie.exemple.fr"],
    HintKind.PHONE: [
        "Budget : 1 200 000 €, en 2026",
        "le 06 12 34",
        "Renseignements en mairie, 03 53 01 00 10",
        "les numéros 01 07 22 45 61 et 90 du loto",
        "DE89 3704 0044 0532 0130 00",
        "les 03 10 17 24 31 janvier",
        "le dossier n° 0620 4581 22",
    ],
    HintKind.ADDRESS: [
        "Le local du 12 rue des Lilas sera rénové.",
        "La rue des Lilas est dangereuse.",
        "La salle des fêtes, 3 place du Marché, est vide.",
        "Ravaler les façades d’une rue minière",
    ],
    HintKind.LINK: ["Rendez-vous à 18h30.On apporte à boire", "Budget 1.5 M"],
    HintKind.SELLING: [
        "Une brocante où chacun vend à petit prix.",
        "La classe vend des gaufres à 1 € pour son voyage.",
        "Des livres prêtés sans justificatif",
    ],
    HintKind.CAMPAIGN: ["Un atelier pour apprendre comment on vote.", "Une urne décorée par les enfants."],
    HintKind.COMPLAINT: ["Un accueil pour aider chacun à remplir son dossier."],
    HintKind.ELSEWHERE: [
        "Comme à Marseille, une ferme pédagogique.",
        "J’étais couturière à Dakar.",
        "Planter des arbres rue de Lille",
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
    assert screen("Une ferme à Marseille, comme on en voudrait une à Bruay", HERE) == []


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
