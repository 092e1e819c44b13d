import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.courtesy import gist
from tests.yardstick import growth


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How do I reset my password?", "How do I reset my password?"),
        ("Good morning, how do I reset my password? Thanks a lot!", "how do I reset my password?"),
        ("Hi there! Quick question: how do I reset it? Thank you very much.", "how do I reset it?"),
        ("quick q, when does it need charging", "when does it need charging"),
        ("Hello team, I'd like a code when I log in thank you", "I'd like a code when I log in"),
        ("Sorry to bother you, I changed my router", "I changed my router"),
        ("replace card on file I hope you can help", "replace card on file"),
        ("Can you help me? my gift card is old", "my gift card is old"),
        ("Please turn it off", "turn it off"),
        ("turn it off please", "turn it off"),
        ("Guten Tag, wie ändere ich mein Passwort? Vielen Dank im Voraus", "wie ändere ich mein Passwort?"),
        ("Bonjour, comment changer mon mot de passe ? Merci d'avance", "comment changer mon mot de passe ?"),
        ("Hola, ¿cómo cambio mi contraseña? Muchas gracias", "¿cómo cambio mi contraseña?"),
        ("你好，怎么退款？谢谢", "你好，怎么退款？"),
        # What only looks like courtesy is kept.
        ("hello world program in C", "hello world program in C"),
        ("question mark on the keyboard", "question mark on the keyboard"),
        ("How do I say thank you in German?", "How do I say thank you in German?"),
        ("Write a note that says thanks", "Write a note that says thanks"),
        ("How do I spell thank you", "How do I spell thank you"),
        ("translate many thanks", "translate many thanks"),
        ("What is the difference between cheers and thanks", "What is the difference between cheers and thanks"),
        ("Thank you", "Thank you"),
        ("Hello", "Hello"),
        ("hi, thanks", "hi, thanks"),
        ("sorry", "sorry"),
        ("", ""),
    ],
)
def test_greetings_and_thanks_are_left_out_and_nothing_else(text: str, expected: str) -> None:
    assert gist(text) == expected


@given(st.text(max_size=200))
def test_it_never_adds_and_never_leaves_nothing(text: str) -> None:
    short = gist(text)
    assert short in text
    assert short or not text


@given(st.text(max_size=120))
def test_what_is_left_out_is_left_out_once_and_for_all(text: str) -> None:
    assert gist(gist(text)) == gist(text)


@pytest.mark.parametrize("run", [" ", "\n", ",.;!-", "hi,", "thanks ", "?", "…"])
def test_a_long_text_costs_no_more_than_in_proportion(run: str) -> None:
    short, long = (f"a{run * (size // len(run))}b" for size in (350, 3500))
    assert growth(lambda: gist(short), lambda: gist(long)) < 40
