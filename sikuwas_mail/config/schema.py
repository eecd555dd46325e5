"""The JSON schema of config.toml, for editors that complete and check while one types."""

from sikuwas_mail.config.model import Config


def json_schema() -> dict[str, object]:
    """The schema (JSON Schema 2020-12) under the names the file uses."""
    schema = Config.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "config.toml SIKUWAS"
    return schema
