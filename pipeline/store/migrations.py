"""The tables, as migrations in order. A migration that has been published is never changed.

Every table and column is explained in model.toml, and so in docs/data-model.md.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("fondoskop")


@migrations()
def m001_ledger(db: Database) -> None:
    """Runs, documents, pages and the inputs that they come from."""
    db.execute("""
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY,
            started TEXT NOT NULL,
            ended TEXT,
            outcome TEXT NOT NULL,
            planned INTEGER NOT NULL DEFAULT 0,
            discovered INTEGER NOT NULL DEFAULT 0,
            ok INTEGER NOT NULL DEFAULT 0,
            partial INTEGER NOT NULL DEFAULT 0,
            failed INTEGER NOT NULL DEFAULT 0,
            skipped INTEGER NOT NULL DEFAULT 0,
            duplicate INTEGER NOT NULL DEFAULT 0,
            workers INTEGER NOT NULL,
            rules TEXT NOT NULL,
            vocabulary TEXT NOT NULL,
            CHECK (discovered = ok + partial + failed + skipped + duplicate)
        ) STRICT""")
    db.execute("""
        CREATE TABLE documents (
            sha256 TEXT PRIMARY KEY,
            media_type TEXT,
            encoding TEXT,
            language TEXT,
            title TEXT,
            published TEXT,
            published_earliest TEXT,
            published_latest TEXT,
            status TEXT NOT NULL,
            reason TEXT,
            pages INTEGER NOT NULL,
            parser TEXT,
            rules TEXT NOT NULL
        ) STRICT""")
    db.execute("""
        CREATE TABLE pages (
            id INTEGER PRIMARY KEY,
            document TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            text TEXT NOT NULL,
            UNIQUE (document, number)
        ) STRICT""")
    db.execute("""
        CREATE TABLE sources (
            path TEXT PRIMARY KEY,
            source TEXT NOT NULL,
            document TEXT REFERENCES documents(sha256),
            status TEXT NOT NULL,
            reason TEXT,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            seconds REAL NOT NULL,
            attempts INTEGER NOT NULL,
            last_run INTEGER NOT NULL REFERENCES runs(id)
        ) STRICT""")
    db.execute("CREATE INDEX sources_document ON sources(document)")


@migrations()
def m002_records(db: Database) -> None:
    """Projects, what is stated of them, the evidence, and what went wrong."""
    db.execute("""
        CREATE TABLE projects (
            id INTEGER PRIMARY KEY,
            project_id TEXT NOT NULL UNIQUE,
            registration_number TEXT,
            title TEXT,
            titles TEXT NOT NULL DEFAULT '[]',
            programme TEXT,
            start TEXT,
            start_earliest TEXT,
            start_latest TEXT,
            "end" TEXT,
            end_earliest TEXT,
            end_latest TEXT,
            funders TEXT NOT NULL DEFAULT '[]',
            beneficiaries TEXT NOT NULL DEFAULT '[]',
            partners TEXT NOT NULL DEFAULT '[]',
            target_groups TEXT NOT NULL DEFAULT '[]',
            documents INTEGER NOT NULL DEFAULT 0
        ) STRICT""")
    db.execute("CREATE INDEX projects_number ON projects(registration_number)")
    db.execute("CREATE INDEX projects_programme ON projects(programme)")
    db.execute("CREATE TABLE dirty_projects (project_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    db.execute("""
        CREATE TABLE statements (
            id TEXT PRIMARY KEY,
            document TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE,
            project_id TEXT NOT NULL REFERENCES projects(project_id),
            position INTEGER NOT NULL,
            field TEXT NOT NULL,
            value_json TEXT NOT NULL,
            value_text TEXT NOT NULL,
            basis TEXT NOT NULL,
            confidence REAL,
            accepted INTEGER NOT NULL,
            note TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX statements_document ON statements(document)")
    db.execute("CREATE INDEX statements_project ON statements(project_id, field)")
    db.execute("""
        CREATE TABLE evidence (
            id TEXT PRIMARY KEY,
            statement TEXT REFERENCES statements(id) ON DELETE CASCADE,
            document TEXT NOT NULL REFERENCES documents(sha256) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            field TEXT NOT NULL,
            page INTEGER NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            quote TEXT NOT NULL,
            x0 REAL,
            top REAL,
            x1 REAL,
            bottom REAL,
            rule TEXT NOT NULL,
            FOREIGN KEY (document, page) REFERENCES pages(document, number) ON DELETE CASCADE
        ) STRICT""")
    db.execute("CREATE INDEX evidence_statement ON evidence(statement)")
    db.execute("CREATE INDEX evidence_page ON evidence(document, page)")
    db.execute("""
        CREATE TABLE issues (
            id TEXT PRIMARY KEY,
            document TEXT REFERENCES documents(sha256) ON DELETE CASCADE,
            path TEXT REFERENCES sources(path) ON DELETE CASCADE,
            code TEXT NOT NULL,
            stage TEXT NOT NULL,
            severity TEXT NOT NULL,
            detail TEXT NOT NULL,
            page INTEGER,
            start INTEGER,
            "end" INTEGER
        ) STRICT""")
    db.execute("CREATE INDEX issues_document ON issues(document)")
    db.execute("CREATE INDEX issues_path ON issues(path)")


@migrations()
def m003_parts_of_projects(db: Database) -> None:
    """What a project has many of, a row each: derived from statements, like the project itself."""
    project = "project_id TEXT NOT NULL REFERENCES projects(project_id) ON DELETE CASCADE"
    order = "position INTEGER NOT NULL"
    key = "PRIMARY KEY (project_id, position)"
    db.execute("CREATE TABLE organisations (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT")
    db.execute(f"""
        CREATE TABLE project_organisations (
            {project},
            organisation TEXT NOT NULL REFERENCES organisations(id),
            role TEXT NOT NULL,
            {order},
            name TEXT NOT NULL,
            PRIMARY KEY (project_id, role, position)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX project_organisations_organisation ON project_organisations(organisation)")
    db.execute(f"""
        CREATE TABLE funding (
            {project}, {order},
            kind TEXT NOT NULL,
            amount_minor INTEGER NOT NULL,
            currency TEXT NOT NULL,
            {key}
        ) STRICT, WITHOUT ROWID""")
    db.execute(f"""
        CREATE TABLE contacts (
            {project}, {order},
            name TEXT,
            email TEXT,
            phone TEXT,
            {key}
        ) STRICT, WITHOUT ROWID""")
    db.execute(f"""
        CREATE TABLE activities (
            {project}, {order},
            kind TEXT NOT NULL,
            count INTEGER,
            participants INTEGER,
            {key}
        ) STRICT, WITHOUT ROWID""")


@migrations()
def m004_search(db: Database) -> None:
    """Full-text search that does not see diacritics, kept in step by triggers."""
    _search(db, "pages", ("text",))
    columns = ("registration_number", "titles", "programme", "beneficiaries", "partners", "target_groups")
    _search(db, "projects", columns)


def _search(db: Database, table: str, columns: tuple[str, ...]) -> None:
    names = ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    add = f"INSERT INTO {table}_fts(rowid, {names}) VALUES (new.id, {new});"
    drop = f"INSERT INTO {table}_fts({table}_fts, rowid, {names}) VALUES ('delete', old.id, {old});"
    db.execute(
        f"CREATE VIRTUAL TABLE {table}_fts USING fts5({names}, content='{table}', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    for event, action in (("INSERT", add), ("DELETE", drop), ("UPDATE", drop + add)):
        name = f"{table}_fts_{event.lower()}"
        db.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {action} END")


@migrations()
def m005_views(db: Database) -> None:
    """What people look at first."""
    db.execute("""
        CREATE VIEW project_overview AS
        SELECT p.registration_number, p.title, p.programme, p.start, p."end",
            (SELECT group_concat(f.kind || ' ' || (f.amount_minor / 100) || ' ' || f.currency, '; ')
                FROM funding f WHERE f.project_id = p.project_id) AS funding,
            (SELECT group_concat(o.name, '; ') FROM project_organisations o
                WHERE o.project_id = p.project_id AND o.role = 'beneficiary') AS beneficiaries,
            p.documents,
            p.project_id
        FROM projects p""")
    db.execute("""
        CREATE VIEW evidence_full AS
        SELECT s.project_id, e.field, s.value_text, s.accepted, e.quote, e.rule, s.basis, s.confidence,
            s.note,
            (SELECT min(x.source) FROM sources x WHERE x.document = e.document) AS source,
            e.page, e.start, e."end", e.x0, e.top, e.x1, e.bottom, e.document, e.statement
        FROM evidence e LEFT JOIN statements s ON s.id = e.statement""")
    db.execute("""
        CREATE VIEW issue_counts AS
        SELECT code, stage, severity, count(*) AS issues,
            count(DISTINCT coalesce(document, path)) AS inputs
        FROM issues GROUP BY code, stage, severity ORDER BY issues DESC, code""")


@migrations()
def m006_pdf_pages(db: Database) -> None:
    """How a page of a PDF was read, how well, and what was mended."""
    for column in ("reader TEXT", "quality REAL", "raw TEXT"):
        db.execute(f"ALTER TABLE pages ADD COLUMN {column}")


@migrations()
def m007_containers(db: Database) -> None:
    """Files that hold documents, and where in them, and from where on the web, each of their members comes."""
    db.execute("""
        CREATE TABLE containers (
            path TEXT PRIMARY KEY,
            source TEXT NOT NULL,
            kind TEXT NOT NULL,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            complete INTEGER NOT NULL,
            members INTEGER NOT NULL,
            left_out INTEGER NOT NULL,
            unpacked INTEGER NOT NULL,
            reader TEXT NOT NULL,
            last_run INTEGER NOT NULL REFERENCES runs(id)
        ) STRICT""")
    for column in ("container TEXT REFERENCES containers(path)", "url TEXT", "captured TEXT", "record_offset INTEGER"):
        db.execute(f"ALTER TABLE sources ADD COLUMN {column}")
    db.execute("CREATE INDEX sources_container ON sources(container) WHERE container IS NOT NULL")


@migrations()
def m008_layouts(db: Database) -> None:
    """What parsing gave beside the text, so that documents are extracted again without being parsed again."""
    db.execute("""
        CREATE TABLE layouts (
            document TEXT PRIMARY KEY REFERENCES documents(sha256) ON DELETE CASCADE,
            parsing TEXT NOT NULL,
            data BLOB NOT NULL
        ) STRICT""")


@migrations()
def m009_outcomes(db: Database) -> None:
    """The ledger's rows, one for each input of each run. Inputs get a number, which is short."""
    db.execute("ALTER TABLE sources ADD COLUMN id INTEGER")
    db.execute("UPDATE sources SET id = rowid")
    db.execute("CREATE UNIQUE INDEX sources_id ON sources(id)")
    db.execute("""
        CREATE TABLE outcomes (
            run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
            input INTEGER NOT NULL,
            status TEXT NOT NULL,
            reason TEXT,
            seconds REAL,
            memory INTEGER,
            worker INTEGER,
            PRIMARY KEY (run, input)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX outcomes_input ON outcomes(input)")
    db.execute("CREATE INDEX sources_run ON sources(last_run)")


@migrations()
def m022_forgotten(db: Database) -> None:
    """Persons who asked to be forgotten, as keyed hashes."""
    db.execute("""
        CREATE TABLE forgotten (
            mark BLOB PRIMARY KEY,
            kind TEXT NOT NULL
        ) STRICT, WITHOUT ROWID""")


@migrations()
def m020_wrong_since(db: Database) -> None:
    """Since when an input is wrong."""
    db.execute("ALTER TABLE sources ADD COLUMN wrong_since INTEGER")


@migrations()
def m021_captures(db: Database) -> None:
    """What a capture calls its content, and quick ways to a page captured before and to one of a million copies."""
    db.execute("ALTER TABLE sources ADD COLUMN payload TEXT")
    db.execute("CREATE INDEX sources_url ON sources(url) WHERE url IS NOT NULL")
    db.execute("CREATE INDEX sources_payload ON sources(payload) WHERE payload IS NOT NULL")
    db.execute("DROP INDEX sources_document")
    db.execute("CREATE INDEX sources_document ON sources(document, status, path)")


@migrations()
def m023_rulebooks(db: Database) -> None:
    """What the rules said that documents were extracted by, and what a change of them led to."""
    db.execute("""
        CREATE TABLE rulebooks (
            rules TEXT PRIMARY KEY,
            code TEXT NOT NULL,
            items BLOB NOT NULL
        ) STRICT""")
    for column in ("extracted_again", "untouched"):
        db.execute(f"ALTER TABLE runs ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0")


@migrations()
def m024_done(db: Database) -> None:
    """What a run did with an input: its file was parsed, or its stored pages were extracted again."""
    db.execute("ALTER TABLE outcomes ADD COLUMN done TEXT")
