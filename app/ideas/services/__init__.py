"""What is done with ideas: posted, decided upon, supported, commented, merged, handed over; one file a family."""

from app.ideas.services.commenting import (
    comment_idea,
    hide_comment,
    publish_comment,
    refuse_comment,
    remove_comment,
    restore_comment,
)
from app.ideas.services.deciding import grow_idea, hide_idea, publish_idea, refuse_idea, restore_idea
from app.ideas.services.gathering import follow_idea, followers_of, support_idea, unfollow_idea, withdraw_support
from app.ideas.services.handing_over import accept_idea, assign_idea, decline_idea, offer_idea, withdraw_offer
from app.ideas.services.joining import merge_idea, split_idea
from app.ideas.services.placing import pin_idea
from app.ideas.services.posting import PostedAlready, edit_idea, post_idea, round_taking_ideas, sameness

__all__ = [
    "PostedAlready",
    "accept_idea",
    "assign_idea",
    "comment_idea",
    "decline_idea",
    "edit_idea",
    "follow_idea",
    "followers_of",
    "grow_idea",
    "hide_comment",
    "hide_idea",
    "merge_idea",
    "offer_idea",
    "pin_idea",
    "post_idea",
    "publish_comment",
    "publish_idea",
    "refuse_comment",
    "refuse_idea",
    "remove_comment",
    "restore_comment",
    "restore_idea",
    "round_taking_ideas",
    "sameness",
    "split_idea",
    "support_idea",
    "unfollow_idea",
    "withdraw_offer",
    "withdraw_support",
]
