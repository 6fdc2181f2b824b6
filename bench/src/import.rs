//! `import.ratio_to_sqlite`: the airport survey, repeated until it holds a million answers, imported through its mapping;
//! beside the `sqlite3` shell importing into a bare table. Other suites import by the same functions.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use serde::Deserialize;
use tokio::process::Command;

use crate::{Subject, figure::Figure, trouble::Trouble};

const ANSWERS: u64 = 1_000_000;
const ROUNDS: usize = 3;

/// What `puente import … --json` prints, as far as it is needed.
#[derive(Deserialize)]
struct Printed {
    report: Report,
}

#[derive(Deserialize)]
struct Report {
    rows: Rows,
}

#[derive(Deserialize)]
pub(crate) struct Rows {
    pub(crate) added: u64,
    pub(crate) rejected: u64,
    pub(crate) answers: u64,
}

pub(crate) async fn run(subject: &Subject, survey: &Path, mapping: &Path) -> Result<(), Trouble> {
    if !survey.is_file() {
        eprintln!("· import: skipped, there is no {}", survey.display());
        return Ok(());
    }
    if !has_shell().await {
        eprintln!("· import: skipped, there is no sqlite3 shell (Debian: apt-get install sqlite3)");
        return Ok(());
    }
    let database = |name: &str| fresh(&subject.scratch, name);
    // The survey's file is that of 2017.
    let variables = ["--set", "year=2017"];
    let import = async |database: &Path, file: &Path| {
        let rows = import(&subject.puente, database, mapping, &variables, file).await?;
        Ok::<_, Trouble>(rows.answers)
    };

    let once = import(&database("once.db")?, survey).await?;
    let times = ANSWERS.div_ceil(once.max(1));
    let wide = subject.scratch.join("wide.csv");
    repeat(survey, &wide, times)?;
    let long = subject.scratch.join("long.csv");
    eprintln!("· {times} times {once} answers");

    let (mut ours, mut same_file, mut same_answers) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let answers = import(&database("import.db")?, &wide).await?;
        ours.push(answers as f64 / start.elapsed().as_secs_f64());
        if !long.exists() {
            spell_out(survey, &long, answers)?;
        }
        for (file, rates) in [(&wide, &mut same_file), (&long, &mut same_answers)] {
            let start = Instant::now();
            shell_import(&database("bare.db")?, file).await?;
            rates.push(answers as f64 / start.elapsed().as_secs_f64());
        }
    }
    let peer = "sqlite3 .import of the same file into a bare table";
    Figure::of_runs(
        "import.ratio_to_sqlite",
        "answers/s",
        &ours,
        peer,
        &same_file,
    )
    .print()?;
    let peer = "sqlite3 .import of as many answers, one a row, into a bare table";
    Ok(Figure::of_runs(
        "import.ratio_to_sqlite_by_answer",
        "answers/s",
        &ours,
        peer,
        &same_answers,
    )
    .print()?)
}

/// Whether there is a `sqlite3` shell; says which.
pub(crate) async fn has_shell() -> bool {
    let Ok(sqlite) = Command::new("sqlite3").arg("--version").output().await else {
        return false;
    };
    let version = String::from_utf8_lossy(&sqlite.stdout);
    eprintln!("· sqlite3 {}", version.trim_end());
    true
}

/// A database file that is not there yet.
pub(crate) fn fresh(directory: &Path, name: &str) -> Result<PathBuf, Trouble> {
    let file = directory.join(name);
    for suffix in ["", "-wal", "-shm"] {
        let old = directory.join(format!("{name}{suffix}"));
        if old.exists() {
            fs::remove_file(&old).map_err(Trouble::at(&old))?;
        }
    }
    Ok(file)
}

/// Imports a file and returns what became of its rows.
pub(crate) async fn import(
    puente: &Path,
    database: &Path,
    mapping: &Path,
    variables: &[&str],
    file: &Path,
) -> Result<Rows, Trouble> {
    let mut command = Command::new(puente);
    command
        .arg("--database")
        .arg(database)
        .args(["import", "records", "--json", "--mapping"]);
    command.arg(mapping).args(variables).arg(file);
    let printed = output(puente, command).await?;
    Ok(serde_json::from_slice::<Printed>(&printed)?.report.rows)
}

/// Imports a file into a bare table by the `sqlite3` shell.
pub(crate) async fn shell_import(database: &Path, file: &Path) -> Result<(), Trouble> {
    let mut command = Command::new("sqlite3");
    command
        .arg(database)
        .args(["-cmd", ".mode csv"])
        .arg(format!(".import {} answer", file.display()));
    output(Path::new("sqlite3"), command).await.map(|_| ())
}

/// What a program prints that ends well.
pub(crate) async fn output(program: &Path, mut command: Command) -> Result<Vec<u8>, Trouble> {
    let output = command
        .output()
        .await
        .map_err(|source| Trouble::NotStarted {
            program: program.to_owned(),
            source,
        })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(Trouble::Failed {
        program: program.to_owned(),
        said: String::from_utf8_lossy(&output.stderr)
            .chars()
            .take(1_000)
            .collect(),
    })
}

/// Writes the survey so many times, with a respondent number of its own for every row.
fn repeat(survey: &Path, to: &Path, times: u64) -> Result<(), Trouble> {
    let mut reader = csv::Reader::from_path(survey)?;
    let header = reader.byte_headers()?.clone();
    let number = header
        .iter()
        .position(|name| name == b"RESPNUM")
        .ok_or(Trouble::NoColumn("RESPNUM"))?;
    let rows: Result<Vec<csv::ByteRecord>, _> = reader.byte_records().collect();
    let rows = rows?;
    let mut writer = csv::Writer::from_path(to)?;
    writer.write_byte_record(&header)?;
    for time in 0..times {
        for row in &rows {
            let own = [time.to_string().as_bytes(), b"-", &row[number]].concat();
            let fields = row
                .iter()
                .enumerate()
                .map(|(at, field)| if at == number { own.as_slice() } else { field });
            writer.write_record(fields)?;
        }
    }
    writer.flush().map_err(Trouble::at(to))
}

/// Writes so many answers one a row, each with what Puente keeps beside it: respondent, day, gate, weight.
fn spell_out(survey: &Path, to: &Path, answers: u64) -> Result<(), Trouble> {
    let mut reader = csv::Reader::from_path(survey)?;
    let header = reader.headers()?.clone();
    let column = |name: &'static str| {
        header
            .iter()
            .position(|found| found == name)
            .ok_or(Trouble::NoColumn(name))
    };
    let kept = [
        column("RESPNUM")?,
        column("INTDATE")?,
        column("BAREA")?,
        column("WEIGHT")?,
    ];
    let rated: Vec<usize> = header
        .iter()
        .enumerate()
        .filter(|(_, name)| name.starts_with("Q7"))
        .map(|(at, _)| at)
        .collect();
    let rows: Result<Vec<csv::StringRecord>, _> = reader.records().collect();
    let rows = rows?;
    let mut writer = csv::Writer::from_path(to)?;
    writer.write_record([
        "number",
        "respondent",
        "day",
        "area",
        "weight",
        "item",
        "rating",
    ])?;
    let answered = rows
        .iter()
        .flat_map(|row| rated.iter().map(move |item| (row, *item)))
        .cycle();
    for (number, (row, item)) in (0..answers).zip(answered) {
        let number = number.to_string();
        let [respondent, day, area, weight] = kept.map(|at| row.get(at).unwrap_or_default());
        let item_name = header.get(item).unwrap_or_default();
        let rating = row.get(item).unwrap_or_default();
        writer.write_record([
            number.as_str(),
            respondent,
            day,
            area,
            weight,
            item_name,
            rating,
        ])?;
    }
    writer.flush().map_err(Trouble::at(to))
}
