"""Who may do what with personal data: everybody with their own, nobody with anybody else's."""

from app.core.policy import allow, signed_in

allow(
    personal_data__see=signed_in,
    personal_data__export=signed_in,
    personal_data__erase=signed_in,
    personal_data__keep=signed_in,
)
