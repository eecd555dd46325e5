"""`python -m sikuwas_mail` is the command `sikuwas-mail`."""

from sikuwas_mail.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
