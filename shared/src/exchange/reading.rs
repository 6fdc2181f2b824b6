//! Reading a file of any format, and what can be asked of it before it comes to a board.

use uuid::Uuid;

use super::{
    Format, JourneyDocument, JourneyPlan, Lines, MOST_BYTES, Omission, cjml, enablement, funnel,
    grid, json, mermaid, plan,
    problem::{ReadError, ReadProblem},
    sketch::Sketch,
};
use crate::{
    id::JourneyId,
    log::{Board, Context},
};

/// Under which journeys of files without our ids get theirs (UUIDv5).
const JOURNEYS: Uuid = Uuid::from_u128(0x1f0e_6a5c_0c53_5d0f_8d0a_93b6_54d1_c3e8);

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    format: Format,
    content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    /// With our ids.
    Document(Box<JourneyDocument>),
    /// Without.
    Sketch(Box<Sketch>),
}

/// Reads a file.
///
/// # Errors
/// Where and why it cannot be read as a whole. What of a readable file has no place here is in the plan.
pub fn read(format: Format, bytes: &[u8]) -> Result<Reading, ReadError> {
    if bytes.len() > MOST_BYTES {
        let (most, actual) = (MOST_BYTES as u64, bytes.len() as u64);
        return Err(ReadProblem::TooLarge { most, actual }.whole());
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ReadProblem::NotText.whole())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let sketch = match format {
        Format::Json => {
            let content = Content::Document(Box::new(json::from_json(text)?));
            return Ok(Reading { format, content });
        }
        Format::Mermaid => mermaid::read(text),
        Format::Csv => grid::from_csv(text),
        Format::EnablementMap => enablement::read(text),
        Format::FunnelConfig => funnel::read(text),
        Format::Cjml => cjml::read(text),
    }?;
    Ok(Reading::of(format, sketch))
}

/// Reads rows of cells, each with its line from 1, as a spreadsheet has them.
///
/// # Errors
/// As [`read`].
pub fn read_rows(rows: Vec<(u32, Vec<String>)>) -> Result<Reading, ReadError> {
    let too_many = |most: usize| ReadProblem::TooMany {
        most: u32::try_from(most).unwrap_or(u32::MAX),
    };
    if rows.len() > grid::MOST_ROWS {
        return Err(too_many(grid::MOST_ROWS).whole());
    }
    if let Some((line, _)) = rows
        .iter()
        .find(|(_, cells)| cells.len() > grid::MOST_CELLS)
    {
        return Err(too_many(grid::MOST_CELLS).at(*line, 0));
    }
    Ok(Reading::of(Format::Csv, grid::from_rows(rows)?))
}

impl Reading {
    fn of(format: Format, sketch: Sketch) -> Self {
        let content = Content::Sketch(Box::new(sketch));
        Self { format, content }
    }

    /// What the journey is called in the file, if anything.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        let title = match &self.content {
            Content::Document(document) => Some(document.scope.title.as_str()),
            Content::Sketch(sketch) => sketch.title.as_deref(),
        };
        title.filter(|title| !title.is_empty())
    }

    /// The id of the journey that the file makes where it is to be one of its own: the one it has; else one that derives from what
    /// the file calls itself, the same next time; else a new one.
    #[must_use]
    pub fn journey_id(&self, next_id: impl FnOnce() -> Uuid) -> JourneyId {
        let identity = match &self.content {
            Content::Document(document) => return document.id,
            Content::Sketch(sketch) => sketch.identity.as_deref(),
        };
        let derived = identity.map(|identity| {
            let path = [self.format.name(), identity].join("\u{0}");
            Uuid::new_v5(&JOURNEYS, path.as_bytes())
        });
        JourneyId::new(derived.unwrap_or_else(next_id))
    }

    /// What the format has and a journey has no place for, and what could not be understood.
    #[must_use]
    pub fn omissions(&self) -> &[Omission] {
        match &self.content {
            Content::Document(_) => &[],
            Content::Sketch(sketch) => &sketch.omissions,
        }
    }

    /// What the file would do to a board: its journey, or one without anything for a journey of its own.
    #[must_use]
    pub fn plan(&self, board: &Board, context: &Context) -> JourneyPlan {
        match &self.content {
            Content::Document(document) => plan(document, &[], &Lines::new(), board, context),
            Content::Sketch(sketch) => {
                let (document, lines) = sketch.laid_over(board);
                plan(&document, &sketch.omissions, &lines, board, context)
            }
        }
    }
}
