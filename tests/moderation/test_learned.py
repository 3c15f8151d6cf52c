"""The classifier says nothing until it has learned enough, and its precision is that of decisions it had not seen."""

from fractions import Fraction

from moderation.learned import Example, learn

GOOD = "Un {} partagé pour les habitants du quartier, avec l’école et les aînés."
BAD = "Achetez notre {} en promotion, livraison rapide, cliquez vite."
THINGS = ["jardin", "verger", "four", "vélo", "banc", "livre", "potager", "kiosque"]


def decisions(count):
    return [
        Example((BAD if i % 3 == 0 else GOOD).format(THINGS[i % len(THINGS)]), was_removed=i % 3 == 0)
        for i in range(count)
    ]


def test_nothing_is_said_when_decisions_are_few():
    assert learn(decisions(50)) is None


def test_hint_is_right_on_decisions_held_out():
    learned = learn(decisions(120))
    assert learned is not None
    assert learned.measure == (10, 10, 10, 30)
    assert learned.measure.precision == Fraction(1)
    assert learned.measure.recall == Fraction(1)
    assert learned.points_at("Une promotion sur ce vélo, cliquez vite")
    assert not learned.points_at("Un verger partagé pour le quartier")


def test_words_that_spoke_are_named():
    assert "promotion" in learn(decisions(120)).words_of("Une promotion pour les habitants")


def test_nothing_is_said_when_chance_decided():
    examples = [Example(GOOD.format(THINGS[i % 8]), was_removed=(i * 7919) % 11 < 3) for i in range(200)]
    assert learn(examples) is None


def test_the_order_of_words_and_of_runs_changes_nothing():
    one, two = learn(decisions(120)), learn(decisions(120))
    assert one.weights == two.weights
    assert one.line == two.line
