"""Who may do what with personal data: everybody with their own, nobody with anybody else's."""

from app.core.policy import allow, needs_fresh, signed_in

allow(
    personal_data__see=signed_in,
    personal_data__export=signed_in,
    personal_data__erase=signed_in,
    personal_data__keep=signed_in,
)
# Who finds a session open on somebody's telephone takes nothing away and erases nothing.
needs_fresh("personal_data.export", "personal_data.erase")
