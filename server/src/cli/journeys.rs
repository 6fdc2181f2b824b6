//! `puente journey`: journeys as files.

use std::{
    fmt::Write as _,
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use app::words::{Lang, journey_file_error, journey_file_words, not_coming};
use clap::{Args, Subcommand};
use shared::{
    api::{ApiError, ErrorCode, JourneyFileQuery, JourneyFileReply},
    exchange::{Format, MOST_BYTES, RefusedItem},
};

use super::records::{Outcome, print, services};

/// Reasons that are told one by one before "and n more".
const NAMED: usize = 20;

/// What can be done with journeys.
#[derive(Debug, Subcommand)]
pub enum Journeys {
    /// Makes a journey of a file, or changes one by it: JSON, Mermaid, CSV, .xlsx, a map of Enablement Map Studio, a configuration of
    /// New Relic's Customer Journey. All of it comes, or nothing.
    Import(JourneyImport),
}

/// A file and what to do with it.
#[derive(Debug, Args)]
pub struct JourneyImport {
    /// The journey to be changed: its name in its address, or its id. Without it, the one that the file names, or a new one.
    #[arg(long)]
    journey: Option<String>,
    /// What a new journey is called; without it, as the file says, else as the file is called.
    #[arg(long, conflicts_with = "journey")]
    title: Option<String>,
    /// The sheet of a spreadsheet.
    #[arg(long)]
    sheet: Option<String>,
    /// How the file is written, where its name does not say it: json, mermaid, csv, enablement_map, funnel_config.
    #[arg(long, value_parser = format)]
    format: Option<Format>,
    /// Only say what would happen.
    #[arg(long)]
    dry_run: bool,
    /// Bring the rest where something of the file cannot come.
    #[arg(long)]
    leave_refused: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// The file, or - for standard input.
    file: PathBuf,
}

fn format(text: &str) -> Result<Format, String> {
    let found = Format::ALL.into_iter().find(|format| format.name() == text);
    found.ok_or_else(|| {
        let names = Format::ALL.map(Format::name).join(", ");
        format!("write one of {names}")
    })
}

pub(super) async fn run(database: &Path, what: Journeys) -> Outcome {
    match what {
        Journeys::Import(import) => bring(database, import).await,
    }
}

async fn bring(database: &Path, import: JourneyImport) -> Outcome {
    let bytes = read(&import.file)?;
    let services = services(database).await?;
    let owner = services.owner();
    let name = import.file.file_name().filter(|name| *name != "-");
    let mut query = JourneyFileQuery {
        name: name.map(|name| name.to_string_lossy().into_owned()),
        format: import.format,
        sheet: import.sheet,
        journey: import.journey,
        title: import.title,
        leave_refused: import.leave_refused,
        ..JourneyFileQuery::default()
    };
    let ask = async |query: JourneyFileQuery| {
        let file = std::io::Cursor::new(bytes.clone());
        let reply = services.journey_file(&owner, query, file).await;
        reply.map_err(|error| said(&error))
    };
    let planned = ask(query.clone()).await?;
    if import.dry_run {
        return print(import.json, &planned, || told(&planned));
    }
    if planned.refused_total > 0 && !import.leave_refused {
        print(import.json, &planned, || told(&planned))?;
        return Err(
            "nothing was changed, because not all of it can come: --leave-refused brings the rest"
                .into(),
        );
    }
    // The same journey that was planned, also where it is new.
    if query.journey.is_none() {
        query.id = Some(planned.journey);
    }
    query.fingerprint = Some(planned.fingerprint);
    let reply = ask(query).await?;
    print(import.json, &reply, || told(&reply))?;
    if !reply.done {
        return Err("nothing was changed: the journey was changed meanwhile; try again".into());
    }
    Ok(())
}

/// The whole file: it is planned, then done.
fn read(path: &Path) -> Result<Vec<u8>, String> {
    let failed = |error| format!("cannot read {}: {error}", path.display());
    let file: Box<dyn Read> = if path == Path::new("-") {
        Box::new(std::io::stdin())
    } else {
        Box::new(File::open(path).map_err(failed)?)
    };
    let mut bytes = Vec::new();
    // One more than is read, so that it is refused as too large.
    file.take(MOST_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    Ok(bytes)
}

fn said(error: &ApiError) -> String {
    if error.code == ErrorCode::NotFound {
        return "there is no such journey: --journey takes the name in its address, or its id"
            .to_owned();
    }
    let known = journey_file_error(Lang::En, error).text;
    match error.args.get("detail") {
        Some(detail) if !error.args.contains_key("problem") => format!("{known} ({detail})"),
        _ => known,
    }
}

/// What would come or came, for people.
fn told(reply: &JourneyFileReply) -> String {
    let words = journey_file_words(Lang::En);
    let mut text = String::new();
    let what = match (reply.done, &reply.slug) {
        (true, Some(slug)) => format!("/journeys/{slug}"),
        (false, Some(slug)) => format!("would change /journeys/{slug}"),
        (_, None) => "would be a new journey".to_owned(),
    };
    let _ = writeln!(
        text,
        "{}: {} ({})",
        reply.title,
        what,
        words.format(reply.format)
    );
    if let Some(sheet) = &reply.sheet {
        let _ = writeln!(text, "  sheet {sheet:?} of {}", reply.sheets.join(", "));
    }
    if reply.coming_total == 0 && reply.refused_total == 0 {
        let _ = writeln!(text, "  {}", words.nothing);
    }
    for (kind, count) in &reply.counts {
        let _ = writeln!(
            text,
            "  {:<20} {:>6} new {:>6} changed {:>6} cannot come",
            words.kind(Some(*kind)),
            count.new,
            count.changed,
            count.refused
        );
    }
    for refused in reply.refused.iter().take(NAMED) {
        let _ = writeln!(text, "    {}", line(refused));
    }
    let more = (reply.refused_total as usize).saturating_sub(NAMED.min(reply.refused.len()));
    if more > 0 {
        let _ = writeln!(text, "    and {more} more");
    }
    text
}

fn line(refused: &RefusedItem) -> String {
    let at = match refused.line {
        0 => String::new(),
        line => format!("line {line}: "),
    };
    let why = not_coming(Lang::En, &refused.why);
    format!("{at}{:?}: {why}", refused.text)
}
