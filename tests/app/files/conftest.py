"""What a server does and the test client leaves: an answer that is a file is read, then closed."""

import pytest


@pytest.fixture
def visit(visit):
    """Ask for a page or a file, and close it."""

    def closing(*args, **kwargs):
        answer = visit(*args, **kwargs)
        answer.get_data()
        answer.close()
        return answer

    return closing
