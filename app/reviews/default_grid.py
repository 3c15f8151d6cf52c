"""The grid of a round for which staff have written none: the three criteria of the programme, of equal weight."""

from app.core.text import N_
from moderation.labelling.grids import Grid, GridCriterion

DEFAULT_GRID = Grid(
    (
        GridCriterion(
            "cooperation",
            N_("Coopération"),
            1,
            (
                N_("Le projet est mené seul, sans les habitants ni partenaire."),
                N_("Des habitants sont informés, un partenaire est cité."),
                N_("Des habitants participent, un partenaire est engagé par écrit."),
                N_("Des habitants décident, plusieurs partenaires sont engagés."),
                N_("Habitants et partenaires décident ensemble, et d’autres peuvent s’en inspirer."),
            ),
            (N_("Qui fait et décide avec qui ?"),),
        ),
        GridCriterion(
            "innovation",
            N_("Innovation sociale"),
            1,
            (
                N_("La réponse existe déjà ici, telle quelle."),
                N_("Une réponse connue, à peine adaptée."),
                N_("Une réponse connue, nouvelle dans ce lieu."),
                N_("Une réponse neuve à un besoin mal couvert."),
                N_("Une réponse neuve, inventée avec les personnes concernées, déjà essayée."),
            ),
            (N_("Qu’apporte-t-il de nouveau ici ?"),),
        ),
        GridCriterion(
            "ess",
            N_("Économie sociale et solidaire"),
            1,
            (
                N_("Ni décision partagée, ni but d’utilité sociale."),
                N_("Les intentions sont dites, rien n’est organisé."),
                N_("Une règle écrite : une voix par personne, ou les gains restent au projet."),
                N_("Les deux règles sont écrites et suivies, le projet est ouvert à tous."),
                N_("Tout y est, avec des preuves : statuts, comptes, tarifs."),
            ),
            (N_("Décision partagée, gains partagés, ouvert à tous ?"),),
        ),
    )
)
