//! Marks: shapes in the colours of the two themes.

use crate::{chart::Point, image::ImageHash};

/// A colour by what it means; the values are those of `style/00-tokens.css`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The page.
    Paper,
    /// A card.
    Surface,
    /// The heads of steps.
    Sunken,
    /// A line.
    Line,
    /// A line that parts.
    LineStrong,
    /// The outline of what is not known.
    LineControl,
    /// Text.
    Ink,
    /// Text that matters less.
    Ink2,
    /// The least of texts.
    Ink3,
    /// Something to do.
    Accent,
    /// What is measured.
    Measured,
    /// The same as text.
    MeasuredInk,
    /// A pain point and its text.
    Pain,
    /// Text on it.
    PainInk,
    /// An opportunity.
    Opportunity,
    /// Text on it.
    OpportunityInk,
    /// A note.
    Note,
    /// Text on it.
    NoteInk,
    /// A kept promise.
    Kept,
    /// A promise at risk.
    Risk,
    /// A broken promise.
    Broken,
    /// The first as text.
    KeptInk,
    /// The second as text.
    RiskInk,
    /// The third as text.
    BrokenInk,
    /// A step of friction, 0 to 5.
    Heat(u8),
    /// Text on it.
    HeatInk(u8),
    /// A department, 1 to 12.
    Hue(u8),
}

impl Tone {
    /// Every one, each once.
    pub fn all() -> impl Iterator<Item = Self> {
        let one = [
            Self::Paper,
            Self::Surface,
            Self::Sunken,
            Self::Line,
            Self::LineStrong,
            Self::LineControl,
            Self::Ink,
            Self::Ink2,
            Self::Ink3,
            Self::Accent,
            Self::Measured,
            Self::MeasuredInk,
            Self::Pain,
            Self::PainInk,
            Self::Opportunity,
            Self::OpportunityInk,
            Self::Note,
            Self::NoteInk,
            Self::Kept,
            Self::Risk,
            Self::Broken,
            Self::KeptInk,
            Self::RiskInk,
            Self::BrokenInk,
        ];
        let heat = (0..=5).flat_map(|step| [Self::Heat(step), Self::HeatInk(step)]);
        one.into_iter().chain(heat).chain((1..=12).map(Self::Hue))
    }

    /// The name in the style sheet, without its dashes.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Paper => "paper".to_owned(),
            Self::Surface => "surface".to_owned(),
            Self::Sunken => "sunken".to_owned(),
            Self::Line => "line".to_owned(),
            Self::LineStrong => "line-strong".to_owned(),
            Self::LineControl => "line-control".to_owned(),
            Self::Ink => "ink".to_owned(),
            Self::Ink2 => "ink-2".to_owned(),
            Self::Ink3 => "ink-3".to_owned(),
            Self::Accent => "accent".to_owned(),
            Self::Measured => "measured".to_owned(),
            Self::MeasuredInk => "measured-ink".to_owned(),
            Self::Pain => "note-pain".to_owned(),
            Self::PainInk => "note-pain-ink".to_owned(),
            Self::Opportunity => "note-opportunity".to_owned(),
            Self::OpportunityInk => "note-opportunity-ink".to_owned(),
            Self::Note => "note-plain".to_owned(),
            Self::NoteInk => "note-plain-ink".to_owned(),
            Self::Kept => "kept".to_owned(),
            Self::Risk => "risk".to_owned(),
            Self::Broken => "broken".to_owned(),
            Self::KeptInk => "kept-ink".to_owned(),
            Self::RiskInk => "risk-ink".to_owned(),
            Self::BrokenInk => "broken-ink".to_owned(),
            Self::Heat(step) => format!("heat-{}", step.min(5)),
            Self::HeatInk(step) => format!("heat-{}-ink", step.min(5)),
            Self::Hue(hue) => format!("hue-{}", hue.clamp(1, 12)),
        }
    }

    /// The colour as `#rrggbb`, in the light theme or in the dark one.
    #[must_use]
    pub const fn hex(self, dark: bool) -> &'static str {
        if dark { self.dark() } else { self.light() }
    }

    const fn light(self) -> &'static str {
        match self {
            Self::Paper => "#fbfaf7",
            Self::Surface => "#ffffff",
            Self::Sunken => "#f3f1ec",
            Self::Line => "#e4e0d8",
            Self::LineStrong => "#cfc9bd",
            Self::LineControl => "#8a8478",
            Self::Ink => "#1c1e22",
            Self::Ink2 => "#5b5f68",
            Self::Ink3 => "#656973",
            Self::Accent => "#0b6e6a",
            Self::Measured => "#bb4c42",
            Self::MeasuredInk => "#b3443a",
            Self::Pain => "#f7e3b5",
            Self::PainInk => "#4b3a12",
            Self::Opportunity => "#d8eadb",
            Self::OpportunityInk => "#1d4030",
            Self::Note => "#ebe8e1",
            Self::NoteInk => "#33363c",
            Self::Kept => "#1f7a63",
            Self::Risk => "#b07016",
            Self::Broken => "#b3383a",
            Self::KeptInk => "#1b6d58",
            Self::RiskInk => "#875400",
            Self::BrokenInk => "#ad3335",
            Self::Heat(0) => "#f4f1e8",
            Self::Heat(1) => "#f7e3b5",
            Self::Heat(2) => "#f2c078",
            Self::Heat(3) => "#e08a52",
            Self::Heat(4) => "#bb4c42",
            Self::Heat(_) => "#7d2a4a",
            Self::HeatInk(0..=3) => "#1c1e22",
            Self::HeatInk(_) => "#ffffff",
            Self::Hue(0 | 1) => "#7556b8",
            Self::Hue(2) => "#2a69ae",
            Self::Hue(3) => "#965f1f",
            Self::Hue(4) => "#5c7420",
            Self::Hue(5) => "#2a7a49",
            Self::Hue(6) => "#b04a1d",
            Self::Hue(7) => "#0a766f",
            Self::Hue(8) => "#a8427a",
            Self::Hue(9) => "#4a59bd",
            Self::Hue(10) => "#147091",
            Self::Hue(11) => "#7d5c4e",
            Self::Hue(_) => "#5f6875",
        }
    }
    const fn dark(self) -> &'static str {
        match self {
            Self::Paper => "#15171a",
            Self::Surface => "#1d2024",
            Self::Sunken => "#181a1e",
            Self::Line => "#2c3036",
            Self::LineStrong => "#3d424a",
            Self::LineControl => "#737a85",
            Self::Ink => "#eceae5",
            Self::Ink2 => "#a9adb5",
            Self::Ink3 => "#959aa4",
            Self::Accent => "#4fb8b0",
            Self::Measured => "#d9695c",
            Self::MeasuredInk => "#ea8175",
            Self::Pain => "#43391f",
            Self::PainInk => "#f0e3c0",
            Self::Opportunity => "#203a2e",
            Self::OpportunityInk => "#cdeadb",
            Self::Note => "#2a2d32",
            Self::NoteInk => "#dcdad5",
            Self::Kept => "#55b899",
            Self::Risk => "#dba24a",
            Self::Broken => "#e57373",
            Self::KeptInk => "#63c3a5",
            Self::RiskInk => "#dba24a",
            Self::BrokenInk => "#ec8080",
            Self::Heat(0) => "#23262b",
            Self::Heat(1) => "#43391f",
            Self::Heat(2) => "#6b4a24",
            Self::Heat(3) => "#9c522d",
            Self::Heat(4) => "#d9695c",
            Self::Heat(_) => "#f0a6b1",
            Self::Hue(0 | 1) => "#a78be0",
            Self::Hue(2) => "#6ba3e0",
            Self::Hue(3) => "#cf9a5c",
            Self::Hue(4) => "#a3ba62",
            Self::Hue(5) => "#6bbd88",
            Self::Hue(6) => "#e58b60",
            Self::Hue(7) => "#4fb8b0",
            Self::Hue(8) => "#dd84b3",
            Self::Hue(9) => "#8e9bec",
            Self::Hue(10) => "#5cb3d6",
            Self::Hue(11) => "#bf9c8d",
            Self::Hue(_) => "#9aa3b0",
            Self::HeatInk(0 | 1) => "#eceae5",
            Self::HeatInk(2) => "#f4f0e8",
            Self::HeatInk(3) => "#ffffff",
            Self::HeatInk(4) => "#1a0b0a",
            Self::HeatInk(_) => "#2b1016",
        }
    }
}

/// A line around or along something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub tone: Tone,
    /// Units.
    pub width: f64,
    /// Units drawn and units left out.
    pub dash: Option<(f64, f64)>,
}

impl Stroke {
    /// A line without gaps.
    #[must_use]
    pub const fn new(tone: Tone, width: f64) -> Self {
        Self {
            tone,
            width,
            dash: None,
        }
    }

    /// The same in dashes.
    #[must_use]
    pub const fn dashed(self, on: f64, off: f64) -> Self {
        Self {
            dash: Some((on, off)),
            ..self
        }
    }
}

/// Which end of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Its beginning.
    Start,
    /// Its end.
    End,
}

/// Form and place; units from the upper left corner of the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A rectangle with rounded corners.
    Rect {
        /// Its upper left corner.
        at: Point,
        /// Across.
        width: f64,
        /// Down.
        height: f64,
        /// Of its corners.
        radius: f64,
    },
    /// A straight line.
    Segment(Point, Point),
    /// A line, a curve or an area.
    Path(crate::chart::Shape),
    /// A disc.
    Disc(Point, f64),
    /// The left half of a disc.
    Half(Point, f64),
    /// An image, as large as its frame and cut to its shape; where it is not at hand the frame stays empty.
    Picture {
        /// The upper left corner of its frame.
        at: Point,
        /// Across.
        width: f64,
        /// Down.
        height: f64,
        /// Which.
        image: ImageHash,
        /// What is to be seen on it; may be empty.
        alt: String,
    },
    /// A line of text.
    Text {
        /// Where its baseline begins, or ends.
        at: Point,
        /// Which of the two.
        align: Align,
        /// Units.
        size: f64,
        /// Heavier.
        bold: bool,
        /// What it says.
        text: String,
    },
}

/// One thing drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Its form and place.
    pub shape: Shape,
    /// The colour of its ground, or of its text.
    pub fill: Option<Tone>,
    /// The line around it.
    pub stroke: Option<Stroke>,
    /// How much it covers what is behind, 0 to 1.
    pub opacity: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_those_of_the_screen() {
        let sheet = include_str!("../../../../style/00-tokens.css");
        for tone in Tone::all() {
            let (name, light, dark) = (tone.name(), tone.hex(false), tone.hex(true));
            let declared = format!("--{name}: light-dark({light}, {dark})");
            assert!(sheet.contains(&declared), "{declared}");
        }
    }
}
