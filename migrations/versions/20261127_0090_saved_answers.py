"""Saved answers of the moderators' desk, with those to begin from."""

import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0082"
branch_labels = None
depends_on = None

FIRST = (
    ("Réclame", "publicite", "Ce texte fait la promotion d’une activité commerciale : [citer les mots]. Le budget citoyen est réservé aux envies des habitants."),
    ("Téléphone ou adresse", "donnees_personnelles", "Ce texte donne un numéro ou une adresse que tout le monde lirait : [citer]. Retirez-les et déposez-le de nouveau."),
    ("Insulte", "propos", "Ces mots s’en prennent à des personnes : « [citer] ». On peut critiquer un projet ou une décision, pas insulter."),
    ("Enfant nommé", "mineurs", "On reconnaît un enfant : [dire comment]. Sans l’accord écrit des parents, cela ne peut pas paraître."),
    ("Déjà déposé", "doublon", "Vous avez déjà déposé la même envie : « [titre] ». Complétez plutôt celle-là."),
    ("Hors du programme", "hors_sujet", "Ce texte ne parle pas d’une envie pour le territoire. Pour cette demande, adressez-vous à : [service]."),
    ("Critique permise", "", "Ce texte critique un projet sans insulter personne : c’est permis par le règlement."),
    ("Flot de signalements", "", "Ces signalements sont arrivés ensemble et ne citent aucun mot contraire aux règles. Le contenu reste."),
)  # fmt: skip


def upgrade() -> None:
    """Make the table and put the first answers in."""
    answers = op.create_table(
        "saved_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_saved_answer_says_something")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_answer")),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_answer_public_id")),
        sa.UniqueConstraint("label", name=op.f("uq_saved_answer_label")),
    )
    op.bulk_insert(
        answers,
        [
            {"public_id": f"reponse-{number}", "label": label, "ground": ground or None, "text": text, "version": 1}
            for number, (label, ground, text) in enumerate(FIRST, 1)
        ],
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("saved_answer")
