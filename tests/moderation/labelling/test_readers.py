"""The rule that gives dossiers to readers, and the figures of groups: what holds whatever is given."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from moderation.labelling.fairness import SMALLEST, groups
from moderation.labelling.readers import Dossier, assign, unfilled

PEOPLE = [f"p{n}" for n in range(6)]
dossiers = st.lists(
    st.builds(
        Dossier,
        st.uuids().map(str),
        st.sampled_from(["nord", "sud", "mer"]),
        st.frozensets(st.sampled_from(PEOPLE)),
        st.integers(0, 4),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)


@given(dossiers, st.dictionaries(st.sampled_from(PEOPLE), st.integers(0, 5)))
def test_nobody_reads_where_they_may_not_nor_twice_and_nothing_is_left_open_that_could_be_filled(given_, loads):
    chosen = assign(given_, loads)
    for one in given_:
        readers = chosen[one.id]
        assert set(readers) <= one.eligible
        assert len(set(readers)) == len(readers) == min(one.lacks, len(one.eligible))
        assert unfilled(given_, chosen).get(one.id, 0) == max(0, one.lacks - len(one.eligible))


@given(dossiers, st.randoms(use_true_random=False))
def test_same_readers_whatever_the_order_of_the_list(given_, chance):
    shuffled = list(given_)
    chance.shuffle(shuffled)
    assert assign(given_, {}) == assign(shuffled, {})


@given(st.integers(1, 40), st.integers(1, 3))
def test_loads_differ_by_one_at_most_when_everybody_may_read_everything(many, readers):
    everything = [Dossier(f"d{n}", "nord", frozenset(PEOPLE), readers) for n in range(many)]
    loads = [sum(who in chosen for chosen in assign(everything, {}).values()) for who in PEOPLE]
    assert max(loads) - min(loads) <= 1


def test_whoever_has_read_least_is_asked_first():
    assert assign([Dossier("d", "nord", frozenset({"a", "b", "c"}), 2)], {"a": 3, "b": 1}) == {"d": ["c", "b"]}


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 4)), max_size=30))
def test_group_tells_its_exact_mean_only_when_it_is_large_enough(marks):
    for group in groups(marks):
        given_ = [mark for name, mark in marks if name == group.name]
        assert group.count == len(given_)
        assert group.is_told is (len(given_) >= SMALLEST)
        if group.is_told:
            assert (group.mean, group.low, group.high) == (
                Fraction(sum(given_), len(given_)),
                min(given_),
                max(given_),
            )
