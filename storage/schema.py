"""The tables. What is here is what the migrations make: a test compares the two.

Instants are in UTC; the text of people is neither sorted nor folded by the database.
"""

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Identity, MetaData, String, Table

from storage.columns import BigId, Instant, Words

metadata = MetaData(
    naming_convention={  # a constraint needs a name before a migration can change it
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

chats = Table(
    "chats",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("language", String),
    Column("heard_language", String),
    Column("blocked_at", Instant),
    Column("created_at", Instant, nullable=False),
    sqlite_autoincrement=True,  # the id of a chat that is gone is never given to another
)

drafts = Table(
    "drafts",
    metadata,
    Column("chat_id", BigInteger, ForeignKey(chats.c.id, ondelete="CASCADE"), primary_key=True),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),  # 0 outside topics
    Column("kind", String, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", BigId, Identity(), primary_key=True),
    Column("asked", Words, nullable=False),
    Column("answered", JSON, nullable=False),  # a list of ids
    Column("city_version", String, nullable=False),
    Column("reported_at", Instant, nullable=False),
    Column("comment", Words),
    sqlite_autoincrement=True,
)

pictures = Table(
    "pictures",
    metadata,
    Column("key", String, primary_key=True),
    Column("file_id", String, nullable=False),
    Column("kept_at", Instant, nullable=False),
)
