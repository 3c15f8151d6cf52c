"""What is stored of an alert: which authority was told about a case, when, and by whom."""

from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Person
from app.casework.models import Case
from app.core import clock
from app.core.models import Base, Code, PublicId


class Authority(StrEnum):
    """Whom the team tells."""

    POLICE = "police"
    AMBULANCE = "ambulance"
    PROSECUTOR = "prosecutor"
    CHILDREN = "children"


AUTHORITY_NAMES = {
    Authority.POLICE: _("Police ou gendarmerie (17)"),
    Authority.AMBULANCE: _("SAMU (15)"),
    Authority.PROSECUTOR: _("Procureur de la République"),
    Authority.CHILDREN: _("Enfance en danger (119)"),
}


class Alert(PublicId, Base):
    """One telling of the authorities about a threat to somebody's life (Regulation (EU) 2022/2065, article 18)."""

    __tablename__ = "alert"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id"), index=True)
    authority: Mapped[Authority] = mapped_column(Code(Authority))
    note: Mapped[str] = mapped_column(default="")
    told_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    told_at: Mapped[datetime] = mapped_column(default=clock.now)

    case: Mapped[Case] = relationship()
    told_by: Mapped[Person | None] = relationship()

    __table_args__ = (
        CheckConstraint("authority IN ('police','ambulance','prosecutor','children')", name="known_authority"),
    )

    @property
    def authority_name(self) -> str:
        """Whom, in words of the screen."""
        return str(AUTHORITY_NAMES[self.authority])
