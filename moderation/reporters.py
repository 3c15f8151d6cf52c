"""What a flag weighs: more from somebody whose flags proved right, less from somebody whose flags did not.

Laplace's rule of succession on what became of their earlier flags; a new reporter weighs 100. Nobody is silenced: a
flag of no weight is read all the same (Regulation (EU) 2022/2065, articles 16 and 23).
"""

ORDINARY = 100  # somebody with an account, of whom nothing is known
WITHOUT_ACCOUNT = 50
IN_A_FLOOD = 10  # in hundredths of what it would weigh
PRIOR = 2  # flags of each outcome that everybody starts with


def weight(upheld: int, dismissed: int, *, has_account: bool = True) -> int:
    """What one flag weighs, in hundredths: from nearly 0 to nearly 200."""
    if not has_account:
        return WITHOUT_ACCOUNT
    share = 2 * ORDINARY * (upheld + PRIOR)
    return share // (upheld + dismissed + 2 * PRIOR)


def lowered(full: int) -> int:
    """What it weighs among flags that came together."""
    return full * IN_A_FLOOD // 100
