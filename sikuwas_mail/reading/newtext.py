"""What of a reply is new: the plain text tells it, and the HTML where only its containers mark the quoted letter."""

from sikuwas_mail.reading import html as markup
from sikuwas_mail.reading.cutting import cut, letters
from sikuwas_mail.reading.mail import Mail


def new_text(mail: Mail) -> str:
    """The words a person added in this mail, without the letter quoted, signatures of devices and footers.

    Reads the plain text and, where that shows no quote, the HTML, whose containers may mark one. "" where all of it
    is quoted. Never raises.
    """
    plain = cut(mail.text)
    if plain and mail.html and _all_quoted(mail):
        return ""
    if not mail.html or (plain and not _whole(plain, mail.text)):
        return plain
    marked = cut(markup.to_quoted_text(mail.html))
    return marked if _better(plain, marked) else plain


def _all_quoted(mail: Mail) -> bool:
    """Whether the HTML marks every word as quoted; only where there is no plain part to say otherwise."""
    if cut(markup.to_quoted_text(mail.html)):
        return False
    return letters(mail.text) == letters(markup.to_text(mail.html))


def _whole(cut_text: str, text: str) -> bool:
    """Whether cutting took next to nothing away."""
    return len(letters(cut_text)) * 10 >= len(letters(text)) * 9


def _better(plain: str, marked: str) -> bool:
    """Whether the HTML's reading serves better than a plain one that cut nothing: it keeps a true part of that."""
    squeezed, short = letters(plain), letters(marked)
    if not squeezed:
        return bool(short)
    return 0 < len(short) < len(squeezed) and short[:200] in squeezed
