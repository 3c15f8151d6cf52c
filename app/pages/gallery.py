"""What the gallery `/_ui` shows: one invented example for each state of each component."""
from typing import Any

from flask_babel import gettext as _
from wtforms import BooleanField, DateField, EmailField, Form, IntegerField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.core.paging import Page

PHASES = [("Envies", "de janvier à mars", "done"), ("Comptoirs", "15 rencontres, de février à avril", "done"), ("Label", "mai et juin", "done"),
          ("Vote", "du 1er au 30 septembre", "now"), ("Résultats", "en novembre, en public", "next")]
PROJECTS = [
    ("La grainothèque du marais", "Prêter, semer, puis rendre des graines paysannes dans six médiathèques.", "Arques", "6 400 €", "Échanges de savoirs", "savoirs", 17),
    ("Le garage solidaire de Bully", "Réparer sa voiture ensemble, avec un mécanicien, pour pouvoir aller travailler.", "Bully-les-Mines", "14 900 €", "Insertion par l’économique", "insertion", 32),
    ("Cuisines de quai", "Des repas partagés avec les pêcheurs, une fois par mois, au pied des bateaux.", "Le Portel", "9 200 €", "Circuits courts", "circuits_courts", 8),
    ("Mémoires de fosse", "Recueillir la parole des anciens et la faire dire par des collégiens.", "Liévin", "5 750 €", "Valorisation du patrimoine", "patrimoine", 41),
    ("Un café sans bruit", "Un lieu pour se retrouver en langue des signes, ouvert à qui veut apprendre.", "Saint-Omer", "12 000 €", "Lutte contre l’isolement", "isolement", 3),
    ("Toits partagés", "Des panneaux solaires achetés à plusieurs, posés sur les toits de l’école.", "Arleux-en-Gohelle", "18 600 €", "Transition énergétique et écologique", "transition", 25),
]


class SampleForm(Form):
    """Every kind of answer a page may ask for."""

    title = StringField("Votre envie en une phrase", [DataRequired("Écrivez votre envie, même en quelques mots."), Length(max=120)], description="Comme vous la diriez à un voisin.")
    text = TextAreaField("Racontez", [DataRequired("Racontez un peu plus : pour qui, où, avec qui ?"), Length(max=600)])
    email = EmailField("Adresse e-mail", [DataRequired("Écrivez votre adresse e-mail.")], render_kw={"autocomplete": "email"})
    secret = PasswordField("Mot de passe", description="Douze signes au moins : trois mots suffisent.")
    town = SelectField("Commune", [DataRequired("Choisissez votre commune.")], validate_choice=False, choices=[("", "Choisissez"), ("arques", "Arques"), ("lievin", "Liévin")], description="Là où l’envie prendrait vie.")
    people = IntegerField("Nombre de personnes dans l’équipe")
    start = DateField("Date de départ")
    carrier = RadioField("Qui porte le projet ?", [DataRequired("Choisissez une réponse.")], choices=[("association", "Une association"), ("collective", "Un collectif, accueilli par une structure"), ("unknown", "On ne sait pas encore")])
    agreed = BooleanField("J’accepte que mon prénom soit affiché avec l’envie.")


class ScoreForm(Form):
    """One criterion to score."""

    cooperation = RadioField("Coopération", choices=[(str(n), str(n)) for n in range(5)], default="3", description="0 : rien n’est dit. 4 : plusieurs structures décident ensemble.")


def projects() -> list[dict[str, Any]]:
    """The projects as cards."""
    return [
        {"title": title, "summary": summary, "meta": [town, f"{asked} demandés"], "theme": theme, "tint": tint, "number": number, "key": title, "url": "#cartes"}
        for title, summary, town, asked, theme, tint, number in PROJECTS
    ]


def examples() -> dict[str, Any]:
    """Everything the page needs, by name."""
    wrong = SampleForm(data={"title": "", "email": "", "people": 4})
    wrong.validate()
    return {
        "projects": projects(), "empty_form": SampleForm(), "wrong_form": wrong, "score_form": ScoreForm(),
        "phases": [{"name": name, "dates": dates, "state": state} for name, dates, state in PHASES],
        "page": Page([], 3, 20, 199),
        "ideas": [
            {"title": "Un banc tous les deux cents mètres", "summary": "Pour que ma mère ose à nouveau aller au marché à pied.", "theme": "Lutte contre l’isolement", "tint": "isolement", "meta": ["Outreau", "il y a 3 jours"], "supporters": 24, "url": "#cartes"},
            {"title": "Apprendre à lire en cuisinant", "summary": "Des ateliers du samedi où la recette est la leçon.", "theme": "Lutte contre l’illettrisme", "tint": "illettrisme", "meta": ["Calais", "recueillie au comptoir"], "supporters": 1, "url": "#cartes"},
        ],
        "events": [
            {"title": "De l’idée au projet", "day": 12, "month": "mars", "time": "18 h à 20 h 30", "place": "médiathèque de Liévin", "meta": ["Comptoir", "deux heures et demie"], "places_left": 7, "url": "#cartes"},
            {"title": "Préparer son pitch", "day": 19, "month": "mars", "time": "14 h", "place": "salle des fêtes d’Outreau", "meta": ["Atelier"], "places_left": 0, "url": "#cartes"},
        ],
        "steps": [
            {"label": "Le besoin et le public", "state": "done", "url": "#etapes", "note": ""}, {"label": "L’équipe et la gouvernance", "state": "done", "url": "#etapes", "note": ""},
            {"label": "Le budget", "state": "missing", "url": "#etapes", "note": "Il manque 1 200 € de recettes pour l’équilibre"},
            {"label": "Les critères", "state": "now", "url": "#etapes", "note": "Vous êtes ici"}, {"label": "Le pitch", "state": "todo", "url": "#etapes", "note": ""},
        ],
        "choices": [{"title": "La grainothèque du marais", "meta": "Arques, n° 17", "url": "#vote", "remove_url": "#"}, {"title": "Cuisines de quai", "meta": "Le Portel, n° 8", "url": "#vote", "remove_url": "#"}],
        "results": [
            {"label": "Cuisines de quai", "value": 1204, "tone": "won", "note": "Le Portel"}, {"label": "La grainothèque du marais", "value": 987, "tone": "won", "note": "Arques"},
            {"label": "Un café sans bruit", "value": 640, "tone": "won", "note": "Saint-Omer"}, {"label": "Le garage solidaire de Bully", "value": 388, "tone": "lost", "note": "Bully-les-Mines"},
        ],
        "parts": [
            {"label": "Accordé", "value": 27420000, "display": "274 200 €"}, {"label": "Réservé aux projets de jeunes", "value": 5000000, "display": "50 000 €"}, {"label": "Reste à répartir", "value": 2780000, "display": "27 800 €", "tone": 5},
        ],
        "rows": [
            {"cells": ["Cuisines de quai", "1 204", "9 200 €", "8 740 €"], "tone": "won"}, {"cells": ["La grainothèque du marais", "987", "6 400 €", "6 400 €"], "tone": "won"},
            {"cells": ["Le garage solidaire de Bully", "388", "14 900 €", "–"], "tone": "lost"},
        ],
        "history": [
            {"when": "le 12 mars", "title": "Envie déposée", "by": "Camille", "tone": "done"}, {"when": "le 2 avril", "title": "Comptoir de Liévin suivi", "text": "Émargement confirmé par l’ambassadrice.", "tone": "done"},
            {"when": "aujourd’hui", "title": "Dossier en cours d’examen", "tone": "now"}, {"when": "en juin", "title": "Décision du comité", "tone": "next"},
        ],
        "waiting": [
            {"title": "Un commentaire signalé sous « Toits partagés »", "verb": "Décider", "since": "depuis 2 jours", "meta": ["Modération"], "urgent": True, "url": "#equipe"},
            {"title": "Dossier n° 41, Mémoires de fosse", "verb": "Noter", "since": "depuis hier", "meta": ["Labellisation", "1 avis sur 3"], "urgent": False, "url": "#equipe"},
        ],
        "states": [(_("En attente"), "wait"), (_("En ligne"), "go"), (_("Terminé"), "done"), (_("Vote en cours"), "now"), (_("Retiré"), "no")],
    }
