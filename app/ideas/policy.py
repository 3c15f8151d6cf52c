"""Who may read, post, change, support, comment, merge and hand over an idea."""

from flask_babel import lazy_gettext as _

from app.accounts.policy import has_no_interest, is_moderator, is_staff
from app.core.policy import Rule, allow, signed_in
from app.ideas.status import SHOWN, CommentStatus, HandoverStatus, IdeaStatus

is_author = Rule(
    lambda actor, idea: (
        actor is not None
        and idea is not None
        and (idea.author_id == actor.id or any(each.author_id == actor.id for each in idea.merged))
    ),
    "author",
)
is_main_author = Rule(
    lambda actor, idea: actor is not None and idea is not None and idea.author_id == actor.id, "author of the page"
)
is_shown = Rule(
    lambda _actor, idea: idea.status in SHOWN or idea.status is IdeaStatus.MERGED,
    "shown",
    says=_("Cette envie n’est pas publiée : seules la personne qui l’a écrite et l’équipe la lisent."),
)
is_alive = Rule(
    lambda _actor, idea: idea.status in SHOWN,
    "published or grown",
    says=_("Cette envie n’est pas publiée : on ne peut ni la soutenir, ni la commenter, ni la suivre."),
)
is_pending = Rule(
    lambda _actor, idea: idea.status is IdeaStatus.PENDING,
    "pending",
    says=_("Cette envie a été relue : son texte ne change plus. Vous pouvez en déposer une autre."),
)
is_not_mine = Rule(
    lambda actor, idea: actor is not None and not is_author(actor, idea),
    "of somebody else",
    says=_("C’est votre envie : ce sont les autres qui la soutiennent."),
)
is_mergeable = Rule(
    lambda _actor, idea: idea.status is IdeaStatus.PUBLISHED,
    "published",
    says=_("On ne réunit que des envies publiées, et pas encore devenues projets."),
)
is_merged = Rule(
    lambda _actor, idea: idea.status is IdeaStatus.MERGED,
    "merged",
    says=_("Cette envie n’est réunie à aucune autre."),
)
can_pass = Rule(
    lambda _actor, idea: idea.status in {IdeaStatus.PENDING, IdeaStatus.PUBLISHED},
    "pending or published",
    says=_("On ne confie qu’une envie en attente ou publiée, et pas encore devenue projet."),
)
may_gather = is_moderator | is_staff
wrote_it = Rule(lambda actor, comment: actor is not None and comment.author_id == actor.id, "author of the comment")
can_be_removed = Rule(
    lambda _actor, comment: comment.status in {CommentStatus.PENDING, CommentStatus.PUBLISHED} and bool(comment.body),
    "not decided upon",
    says=_("Ce commentaire n’est plus à retirer."),
)
is_receiver = Rule(
    lambda actor, handover: actor is not None and actor.email == handover.email,
    "receiver",
    says=_("Cette envie est proposée à une autre adresse que celle de votre compte."),
)
is_giver = Rule(lambda actor, handover: actor is not None and handover.from_id == actor.id, "giver")
is_offered = Rule(
    lambda _actor, handover: handover.status is HandoverStatus.OFFERED,
    "offered",
    says=_("Cette proposition a déjà sa réponse, ou a été retirée."),
)

allow(
    idea__see=is_author | is_moderator | is_staff | is_shown,
    idea__post=signed_in,
    idea__edit=is_main_author & is_pending,
    idea__remove_picture=is_main_author,
    idea__support=signed_in & is_alive & is_not_mine,
    idea__follow=signed_in & is_alive,
    idea__comment=signed_in & is_alive,
    idea__merge=may_gather & is_mergeable & has_no_interest,
    idea__split=may_gather & is_merged & has_no_interest,
    idea__offer=is_main_author & can_pass,
    idea__assign=is_staff & can_pass & has_no_interest,
    idea_comment__remove=wrote_it & can_be_removed,
    idea_handover__see=is_receiver | is_giver | is_staff,
    idea_handover__answer=is_receiver & is_offered,
    idea_handover__withdraw=is_giver & is_offered,
)
