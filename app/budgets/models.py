"""What is stored of a budget: one table a project, its lines, and where each co-funder stands."""

from datetime import date
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.budgets.nomenclature import ACCOUNTS, GRANTS, Side, side_of
from app.core.models import Base, Code, PublicId, Timestamps, Versioned
from app.projects.models import Project

MOST_LINES = 80
MOST_CENTS = 100_000_000_00
LABEL_MAX, UNIT_MAX = 120, 30
MOST_QUANTITY = 10_000_000  # thousandths: ten thousand units
ASKED = text("is_asked")


class Funding(StrEnum):
    """Where a co-funder stands."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    PAID = "paid"


FUNDING_NAMES = {
    Funding.ASKED: _("Demandé"),
    Funding.AGREED: _("Accordé"),
    Funding.REFUSED: _("Refusé"),
    Funding.PAID: _("Versé"),
}


class Budget(PublicId, Timestamps, Versioned, Base):
    """The budget table of one project."""

    __tablename__ = "budget"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))

    project: Mapped[Project] = relationship()
    lines: Mapped[list["BudgetLine"]] = relationship(
        back_populates="budget", order_by="BudgetLine.position", lazy="selectin", cascade="all, delete-orphan"
    )

    __table_args__ = (UniqueConstraint("project_id"),)


class BudgetLine(PublicId, Base):
    """One line; quantities in thousandths, money in cents. `is_asked`: what the Budget citoyen is asked for."""

    __tablename__ = "budget_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    budget_id: Mapped[int] = mapped_column(ForeignKey("budget.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    account: Mapped[int]
    label: Mapped[str]
    quantity: Mapped[int | None]
    unit: Mapped[str] = mapped_column(default="")
    unit_cents: Mapped[int | None] = mapped_column(BigInteger)
    amount_cents: Mapped[int] = mapped_column(BigInteger)
    is_asked: Mapped[bool] = mapped_column(default=False)
    funding: Mapped[Funding | None] = mapped_column(Code(Funding))
    funding_on: Mapped[date | None]

    budget: Mapped[Budget] = relationship(back_populates="lines")

    __table_args__ = (
        Index("uq_budget_line_one_asked", "budget_id", unique=True, postgresql_where=ASKED, sqlite_where=ASKED),
        CheckConstraint(f"account IN ({','.join(map(str, ACCOUNTS))})", name="known_account"),
        CheckConstraint(f"amount_cents BETWEEN 0 AND {MOST_CENTS}", name="money_not_negative"),
        CheckConstraint("quantity IS NULL OR quantity >= 0", name="quantity_not_negative"),
        CheckConstraint("unit_cents IS NULL OR unit_cents >= 0", name="price_not_negative"),
        CheckConstraint(f"NOT is_asked OR account = {GRANTS}", name="asked_is_a_grant"),
        CheckConstraint("funding IS NULL OR account BETWEEN 70 AND 79", name="funders_give_resources"),
        CheckConstraint("funding IN ('asked','agreed','refused','paid')", name="known_funding"),
    )

    @property
    def side(self) -> Side:
        """The column it adds to."""
        return side_of(self.account)

    @property
    def funding_name(self) -> str:
        """Where its funder stands, as a word of the screen; "" without one."""
        return str(FUNDING_NAMES[self.funding]) if self.funding else ""

    @property
    def title(self) -> str:
        """What the line is called where its quotes are listed."""
        return self.label
