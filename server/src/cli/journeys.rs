//! `puente journey`: journeys as files.

use std::{
    fmt::Write as _,
    fs::File,
    io::{Read, Write as _},
    path::{Path, PathBuf},
};

use app::words::{Lang, journey_file_error, journey_file_words, not_coming};
use clap::{Args, Subcommand};
use shared::{
    api::{
        ApiError, ErrorCode, JourneyFileQuery, JourneyFileReply, TakeFormat, TakePaper, TakeQuery,
        TakeTheme,
    },
    exchange::{Format, MOST_BYTES, RefusedItem},
};

use super::{
    database::Database,
    records::{Outcome, print},
};

/// Reasons that are told one by one before "and n more".
const NAMED: usize = 20;

/// What can be done with journeys.
#[derive(Debug, Subcommand)]
pub enum Journeys {
    /// Makes a journey of a file, or changes one by it: JSON, Mermaid, CSV, .xlsx, CJML, a map of Enablement Map Studio, a configuration of
    /// New Relic's Customer Journey. All of it comes, or nothing.
    Import(JourneyImport),
    /// Writes a journey as a file: PDF on any paper, slides, spreadsheet, page, PNG, SVG, JSON without loss, CSV, Mermaid, CJML.
    Export(JourneyExport),
}

/// Which journey goes out, and how.
#[derive(Debug, Args)]
pub struct JourneyExport {
    /// The journey: its name in its address, or its id.
    journey: String,
    /// The file, or - for standard output.
    file: PathBuf,
    /// pdf, pptx, xlsx, html, png, svg, json, csv, mermaid, cjml; without it, as the name of the file ends.
    #[arg(long, value_parser = take_format)]
    format: Option<TakeFormat>,
    /// What a PDF is drawn on: poster, a4, a3, a2, a1, a0, letter, tabloid, or own with --width and --height.
    #[arg(long, value_parser = take_paper, default_value = "poster")]
    paper: TakePaper,
    /// The shorter side across.
    #[arg(long)]
    portrait: bool,
    /// Millimetres across, of --paper own.
    #[arg(long)]
    width: Option<f64>,
    /// Millimetres down, of --paper own.
    #[arg(long)]
    height: Option<f64>,
    /// Pixels of a PNG for each pixel of the screen, 0.1 to 4; without it, 2.
    #[arg(long)]
    scale: Option<f64>,
    /// A drawing light on dark, for a big screen.
    #[arg(long)]
    dark: bool,
    /// The letters of an SVG as shapes, the same on every machine.
    #[arg(long)]
    outlines: bool,
    /// en or es; without it, the workspace's language.
    #[arg(long)]
    language: Option<Lang>,
}

fn take_format(text: &str) -> Result<TakeFormat, String> {
    let mut all = TakeFormat::ALL.into_iter();
    let found = all.find(|format| text == format.name() || text == format.ending());
    found.ok_or_else(|| {
        let names = TakeFormat::ALL.map(TakeFormat::name).join(", ");
        format!("write one of {names}")
    })
}

fn take_paper(text: &str) -> Result<TakePaper, String> {
    let found = TakePaper::ALL
        .into_iter()
        .find(|paper| paper.name() == text);
    found.ok_or_else(|| {
        let names = TakePaper::ALL.map(TakePaper::name).join(", ");
        format!("write one of {names}")
    })
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
    /// How the file is written, where its name does not say it: json, mermaid, csv, cjml, enablement_map, funnel_config.
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

pub(super) async fn run(database: &Database, what: Journeys) -> Outcome {
    match what {
        Journeys::Import(import) => bring(database, import).await,
        Journeys::Export(export) => take(database, export).await,
    }
}

async fn take(database: &Database, export: JourneyExport) -> Outcome {
    let ending = export.file.extension();
    let ending = ending.map(|ending| ending.to_string_lossy().to_lowercase());
    let format = match (export.format, ending) {
        (Some(format), _) => format,
        (None, Some(ending)) => take_format(&ending)?,
        (None, None) => return Err("say the format: --format pdf, for instance".into()),
    };
    let services = database.services().await?;
    let query = TakeQuery {
        format,
        paper: export.paper,
        portrait: Some(export.portrait),
        width: export.width,
        height: export.height,
        scale: export.scale,
        language: export.language,
        theme: if export.dark {
            TakeTheme::Dark
        } else {
            TakeTheme::Light
        },
        outlines: Some(export.outlines),
        page: None,
    };
    let owner = services.owner();
    let taken = services.take_journey(&owner, &export.journey, &query);
    let taken = taken.await.map_err(|error| match error.code {
        ErrorCode::NotFound => {
            "there is no such journey: give the name in its address, or its id".to_owned()
        }
        _ => error.to_string(),
    })?;
    if !taken.missing.is_empty() {
        eprintln!(
            "no font has these letters, so they are empty boxes: {}",
            taken.missing
        );
    }
    if export.file == Path::new("-") {
        return std::io::stdout()
            .write_all(&taken.bytes)
            .map_err(Into::into);
    }
    std::fs::write(&export.file, &taken.bytes)
        .map_err(|error| format!("cannot write {}: {error}", export.file.display()).into())
}

async fn bring(database: &Database, import: JourneyImport) -> Outcome {
    let bytes = read(&import.file)?;
    let services = database.services().await?;
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
