//! `import.rows_per_s`, `import.edit_p99_ms`, `metric.query_ms`, `metric.scan_ms`, `metric.ratio_to_duckdb`, `store.bytes_per_record`: a year of
//! flights out of New York through its mapping, and a metric of it by group; beside the `sqlite3` shell and DuckDB on the
//! same file. Then the same with more and more records of three years, to see what grows.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use shared::api::{MetricReply, ServedBy};
use sqlx::{ConnectOptions, Connection as _, sqlite::SqliteConnectOptions};

use crate::{
    Subject, busy,
    duckdb::DuckDb,
    figure::{Figure, median, p95},
    flights,
    http::Connection,
    import::{fresh, has_shell, import, shell_import},
    program::Running,
    trouble::Trouble,
};

const IMPORTS: usize = 3;
const ROUNDS: usize = 5;
/// How long a round asks, and how often at least.
const ROUND: Duration = Duration::from_secs(1);
const LEAST: usize = 5;
/// How the server says that it gave up, `too_slow`.
const TOO_SLOW: u16 = 503;
/// How many records there are, and what that adds to a figure's name.
const GROWTH: [(u64, &str); 3] = [(100_000, "_1e5"), (1_000_000, "_1e6"), (LARGE, "_1e7")];
/// How many come while a board is edited.
const MEANWHILE: u64 = 1_000_000;
/// So many take minutes and gigabytes: only where this is in the environment.
const LARGE: u64 = 10_000_000;
const LARGE_ASKED: &str = "PUENTE_BENCH_LARGE";

/// A metric that is asked for, and the query that gives the same numbers.
struct Question {
    /// What is timed, as its figures are named.
    name: &'static str,
    by: &'static str,
    served_by: ServedBy,
}

/// Of the one year: the mapping keeps day tallies by carrier and none by destination.
const QUESTIONS: [Question; 2] = [
    Question {
        name: "query",
        by: "carrier",
        served_by: ServedBy::Rollup,
    },
    Question {
        name: "scan",
        by: "dest",
        served_by: ServedBy::Scan,
    },
];

/// Of three years and fifty destinations: the other way about.
const QUESTIONS_OF_MORE: [Question; 2] = [
    Question {
        name: "query",
        by: "dest",
        served_by: ServedBy::Rollup,
    },
    Question {
        name: "scan",
        by: "carrier",
        served_by: ServedBy::Scan,
    },
];

impl Question {
    fn path(&self) -> String {
        let by = self.by;
        format!("/api/v1/metrics?metric=on_time&from=2013-01-01&to=2015-12-31&by={by}")
    }

    fn sql(&self) -> String {
        let by = self.by;
        format!(
            "SELECT {by}, count(*), count(*) FILTER (WHERE arr_delay < 15) FROM flights
             WHERE year BETWEEN 2013 AND 2015 GROUP BY {by}"
        )
    }
}

/// What is there to measure with.
struct Bench<'a> {
    subject: &'a Subject,
    mapping: PathBuf,
    questions: &'a [Question],
    shell: bool,
    duckdb: Option<DuckDb>,
}

pub(crate) async fn run(subject: &Subject, archive: &Path, mapping: &Path) -> Result<(), Trouble> {
    let Some(year) = flights::unpack(archive, &subject.scratch).await? else {
        eprintln!("· metric: skipped, there is neither unzip nor python3 to unpack the flights");
        return Ok(());
    };
    let shell = has_shell().await;
    if !shell {
        eprintln!(
            "· metric: imports without peer, there is no sqlite3 shell (Debian: apt-get install sqlite3)"
        );
    }
    let mut bench = Bench {
        subject,
        mapping: mapping.to_owned(),
        questions: &QUESTIONS,
        shell,
        duckdb: DuckDb::start(&subject.scratch).await?,
    };
    let records = flights::count(&year)?;
    bench.measure(&year, records, "", IMPORTS).await?;
    bench.questions = &QUESTIONS_OF_MORE;
    bench.mapping = subject.scratch.join("more.toml");
    flights::mapping_of_more(mapping, &bench.mapping)?;
    for (records, suffix) in GROWTH {
        if records == LARGE && std::env::var_os(LARGE_ASKED).is_none() {
            eprintln!("· metric: no 10,000,000 records, {LARGE_ASKED}=1 asks for them");
            continue;
        }
        let file = subject.scratch.join("more.csv");
        flights::grow(&year, &file, records)?;
        bench.measure(&file, records, suffix, 1).await?;
        if records == MEANWHILE {
            busy::run(subject, &file, &bench.mapping).await?;
        }
    }
    Ok(())
}

impl Bench<'_> {
    /// All figures of a file.
    async fn measure(
        &mut self,
        file: &Path,
        records: u64,
        suffix: &str,
        imports: usize,
    ) -> Result<(), Trouble> {
        eprintln!("· {records} flights");
        self.import(file, records, suffix, imports).await?;
        if let Some(duckdb) = &mut self.duckdb {
            duckdb.load(file).await?;
        }
        let database = self.subject.scratch.join("metric.db");
        // The mapping made a journey, so the server puts no sample into this database.
        let puente = Running::puente(&self.subject.puente, &database).await?;
        for question in self.questions {
            match self.ask(&puente, question, suffix).await {
                // A scan of very many: the figure would be the server's patience.
                Err(Trouble::Status {
                    status: TOO_SLOW,
                    path,
                    body,
                    ..
                }) => eprintln!("· metric: no figure of {path}: {body}"),
                // So few records in so many days and groups are not worth tallies; the whole year's must be.
                Err(Trouble::ServedBy { path, .. }) if !suffix.is_empty() => {
                    eprintln!("· metric: no figure of {path}: too few records for day tallies");
                }
                asked => asked?,
            }
        }
        puente.kill().await?;
        for left in ["metric.db", "bare.db"] {
            fresh(&self.subject.scratch, left)?;
        }
        Ok(())
    }

    /// Rows per second, and the bytes that are left on the disk.
    async fn import(
        &self,
        file: &Path,
        records: u64,
        suffix: &str,
        imports: usize,
    ) -> Result<(), Trouble> {
        let scratch = &self.subject.scratch;
        let (mut rates, mut bare_rates) = (Vec::new(), Vec::new());
        let (mut size, mut bare_size) = (f64::NAN, None);
        let per_second = |start: Instant| records as f64 / start.elapsed().as_secs_f64();
        for _ in 0..imports {
            let database = fresh(scratch, "metric.db")?;
            let start = Instant::now();
            let puente = &self.subject.puente;
            let rows = import(puente, &database, &self.mapping, &[], file).await?;
            rates.push(per_second(start));
            if rows.added != records {
                let rejected = rows.rejected;
                return Err(Trouble::Rejected {
                    rejected,
                    rows: records,
                });
            }
            size = bytes(&database).await? / records as f64;
            if self.shell {
                let database = fresh(scratch, "bare.db")?;
                let start = Instant::now();
                shell_import(&database, file).await?;
                bare_rates.push(per_second(start));
                bare_size = Some(bytes(&database).await? / records as f64);
            }
        }
        let peer = "sqlite3 .import of the same file into a bare table";
        let name = format!("import.rows_per_s{suffix}");
        Figure::of_runs(name, "rows/s", &rates, peer, &bare_rates).print()?;
        let peer = "the bare table of sqlite3 .import";
        let name = format!("store.bytes_per_record{suffix}");
        Ok(Figure::of(name, "bytes", size, peer, bare_size).print()?)
    }

    /// The time of one question and of the peer's query, in turns; fails unless both give the same numbers.
    async fn ask(
        &mut self,
        puente: &Running,
        question: &Question,
        suffix: &str,
    ) -> Result<(), Trouble> {
        let (path, sql) = (question.path(), question.sql());
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            let (reply, took) = get(puente, &path).await?;
            if reply.served_by != question.served_by {
                let served = reply.served_by;
                return Err(Trouble::ServedBy { path, served });
            }
            let mut peer_took = Vec::new();
            if let Some(duckdb) = &mut self.duckdb {
                let asked = duckdb.ask(&sql, ROUND.as_secs_f64(), LEAST).await?;
                check(&path, &reply, &asked.rows)?;
                peer_took = asked.took;
            }
            // The first round warms both up.
            if round > 0 {
                ours.extend(took);
                theirs.extend(peer_took);
            }
        }
        let name = question.name;
        let peer = "DuckDB in process, over the raw rows";
        let median_name = format!("metric.{name}_ms{suffix}");
        Figure::of_runs(median_name, "ms", &ours, peer, &theirs).print()?;
        let tail_name = format!("metric.{name}_p95_ms{suffix}");
        let peer_tail = (!theirs.is_empty()).then(|| p95(&theirs));
        Figure::of(tail_name, "ms", p95(&ours), peer, peer_tail).print()?;
        if theirs.is_empty() || question.served_by != ServedBy::Rollup {
            return Ok(());
        }
        let per_second = |runs: &[f64]| 1e3 / median(runs);
        let name = format!("metric.ratio_to_duckdb{suffix}");
        let peer_rate = Some(per_second(&theirs));
        Ok(Figure::of(name, "answers/s", per_second(&ours), peer, peer_rate).print()?)
    }
}

/// Asks for a round's time on one connection: the answer, and the milliseconds of each time.
async fn get(puente: &Running, path: &str) -> Result<(MetricReply, Vec<f64>), Trouble> {
    // The server closes what idled through the round of the peer.
    let mut connection = Connection::open(puente.addr).await?;
    let reply = connection.get(path).await?;
    let mut took = Vec::new();
    let began = Instant::now();
    while began.elapsed() < ROUND || took.len() < LEAST {
        let start = Instant::now();
        connection.ask("GET", path, &[]).await?;
        took.push(start.elapsed().as_secs_f64() * 1e3);
    }
    Ok((reply, took))
}

/// Fails unless each group has as many records and the same share of them in both.
fn check(
    path: &str,
    reply: &MetricReply,
    rows: &[(Option<String>, u64, u64)],
) -> Result<(), Trouble> {
    let ours: BTreeMap<_, _> = reply
        .values
        .iter()
        .map(|value| (value.group.as_deref(), (value.n, value.estimate)))
        .collect();
    let theirs: BTreeMap<_, _> = rows
        .iter()
        .map(|(group, n, kept)| (group.as_deref(), (*n, *kept as f64 / *n as f64)))
        .collect();
    let equal = |group: &Option<&str>| match (ours.get(group), theirs.get(group)) {
        (Some((n, Some(share))), Some((other_n, other))) => {
            n == other_n && (share - other).abs() < 1e-12
        }
        _ => false,
    };
    let other: Vec<&str> = ours
        .keys()
        .chain(theirs.keys())
        .filter(|group| !equal(group))
        .map(|group| group.unwrap_or("no group"))
        .collect();
    if other.is_empty() {
        return Ok(());
    }
    Err(Trouble::Unequal {
        path: path.to_owned(),
        groups: other.join(", "),
    })
}

/// The size of a database, all of it in its file.
async fn bytes(database: &Path) -> Result<f64, Trouble> {
    let options = SqliteConnectOptions::new().filename(database);
    let mut connection = options.connect().await?;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    let file = fs::metadata(database).map_err(Trouble::at(database))?;
    Ok(file.len() as f64)
}
