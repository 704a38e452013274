"""Settings of what the site asks about sources, from the environment: a part of kpsite.settings."""

import re

from kpsite.env import env, must, read

CONTACT_WANTED = "an e-mail address that Crossref and NCBI may write to, such as editors@kp.example.org"
CONTACT_EMAIL = read(env.str, "CONTACT_EMAIL", "", wanted=CONTACT_WANTED).strip()
has_contact = re.fullmatch(r"[!-~]+@[!-~]+\.[!-~]+", CONTACT_EMAIL) and CONTACT_EMAIL.count("@") == 1
must("CONTACT_EMAIL", CONTACT_EMAIL, fits=bool(not CONTACT_EMAIL or has_contact), wanted=CONTACT_WANTED)


def service(name: str, default: str) -> str:
    """Return the address of a service, without a slash at its end."""
    wanted = "an address that starts with https:// or http://"
    address: str = read(env.str, name, default, wanted=wanted).strip().rstrip("/")
    return must(name, address, fits=address.startswith(("https://", "http://")), wanted=wanted)


CROSSREF_URL = service("CROSSREF_URL", "https://api.crossref.org")
NCBI_URL = service("NCBI_URL", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils")

KEEP_WANTED = "the number of days that answers are kept, 0 or more"
KEEP_ANSWERS = read(env.int, "KEEP_ANSWERS", 7, wanted=KEEP_WANTED)
must("KEEP_ANSWERS", KEEP_ANSWERS, fits=KEEP_ANSWERS >= 0, wanted=KEEP_WANTED)
#: Hosts in our own network that check_links may ask; of all others it asks none there.
PRIVATE_LINK_HOSTS = read(env.list, "PRIVATE_LINK_HOSTS", [], wanted="host names, separated by commas")
