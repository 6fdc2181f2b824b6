//! A journey that goes out as a file: in which format, on what paper, in whose language.

use serde::{Deserialize, Serialize};

use crate::locale::Lang;

/// How a journey goes out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TakeFormat {
    /// The drawing as vectors on pages.
    #[default]
    Pdf,
    /// The drawing as a picture.
    Png,
    /// The drawing as vectors.
    Svg,
    /// The whole journey, without loss.
    Json,
    /// The grid of lanes and steps.
    Csv,
    /// A Mermaid `journey` diagram.
    Mermaid,
    /// The grid and lists of everything, as a spreadsheet.
    Xlsx,
    /// A page that stands alone: the drawing, and the same as a table.
    Html,
    /// Slides with shapes and text that can be edited.
    Pptx,
    /// Actors, phases and touchpoints in the Customer Journey Modelling Language.
    Cjml,
}

impl TakeFormat {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::Pdf,
        Self::Pptx,
        Self::Xlsx,
        Self::Html,
        Self::Png,
        Self::Svg,
        Self::Json,
        Self::Csv,
        Self::Mermaid,
        Self::Cjml,
    ];

    /// Its name in an address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Mermaid => "mermaid",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Pptx => "pptx",
            Self::Cjml => "cjml",
        }
    }

    /// How the name of a file ends.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Mermaid => "mmd",
            Self::Cjml => "cjml.xml",
            other => other.name(),
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Mermaid => "text/vnd.mermaid; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Html => "text/html; charset=utf-8",
            Self::Cjml => "application/xml",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
        }
    }

    /// Whether it is the board as a drawing: on something, in colours, in a language.
    #[must_use]
    pub const fn is_drawn(self) -> bool {
        matches!(self, Self::Pdf | Self::Png | Self::Svg)
    }

    /// Whether it says what was measured and done, in a language, beside what people wrote.
    #[must_use]
    pub const fn is_told(self) -> bool {
        self.is_drawn() || matches!(self, Self::Xlsx | Self::Html | Self::Pptx)
    }

    /// The format of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// The light that a drawing stands in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TakeTheme {
    /// Dark on light: for paper.
    #[default]
    Light,
    /// Light on dark: for a big screen.
    Dark,
}

impl TakeTheme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// Its name in an address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What a PDF is drawn on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TakePaper {
    /// One page, as large as the board needs.
    #[default]
    Poster,
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
    /// 420 × 594 mm.
    A2,
    /// 594 × 841 mm.
    A1,
    /// 841 × 1189 mm.
    A0,
    /// 8.5 × 11 inches.
    Letter,
    /// 11 × 17 inches.
    Tabloid,
    /// `width` × `height`.
    Own,
}

impl TakePaper {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Poster,
        Self::A4,
        Self::A3,
        Self::A2,
        Self::A1,
        Self::A0,
        Self::Letter,
        Self::Tabloid,
        Self::Own,
    ];

    /// Its name in an address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Poster => "poster",
            Self::A4 => "a4",
            Self::A3 => "a3",
            Self::A2 => "a2",
            Self::A1 => "a1",
            Self::A0 => "a0",
            Self::Letter => "letter",
            Self::Tabloid => "tabloid",
            Self::Own => "own",
        }
    }

    /// Its sides in millimetres (ISO 216, ANSI/ASME Y14.1), the shorter first; `None` for a poster and for an own size.
    #[must_use]
    pub const fn millimetres(self) -> Option<(f64, f64)> {
        match self {
            Self::Poster | Self::Own => None,
            Self::A4 => Some((210.0, 297.0)),
            Self::A3 => Some((297.0, 420.0)),
            Self::A2 => Some((420.0, 594.0)),
            Self::A1 => Some((594.0, 841.0)),
            Self::A0 => Some((841.0, 1189.0)),
            Self::Letter => Some((215.9, 279.4)),
            Self::Tabloid => Some((279.4, 431.8)),
        }
    }
}

/// How a journey is to go out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
pub struct TakeQuery {
    /// The format; without it, PDF.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(required = false))]
    pub format: TakeFormat,
    /// What a PDF is drawn on; without it, a poster. PNG and SVG are always one.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(required = false))]
    pub paper: TakePaper,
    /// The shorter side down instead of across; without it, so it is. Not of a paper of your own size.
    pub portrait: Option<bool>,
    /// Millimetres across, of paper of your own size: 90 to 4,000.
    pub width: Option<f64>,
    /// Millimetres down.
    pub height: Option<f64>,
    /// Pixels of a PNG for each unit of the drawing, 0.1 to 4; without it, 2. A picture has at most 48 million: it is drawn smaller
    /// where it would have more.
    pub scale: Option<f64>,
    /// The language of what is not the journey's own text; without it, the workspace's.
    pub language: Option<Lang>,
    /// The light that a drawing stands in; without it, the light one.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(required = false))]
    pub theme: TakeTheme,
    /// Whether the letters of an SVG are shapes: the same on every machine, and no text any more; without it, they are text.
    pub outlines: Option<bool>,
    /// Which page of the paper a PNG or an SVG is, from 1; without it they are the poster. A PDF always has all pages.
    pub page: Option<u32>,
}

/// Pixels of a PNG for each unit of the drawing, unless something else is asked for.
pub const TAKE_SCALE: f64 = 2.0;

impl TakeQuery {
    /// Names and values as they stand in an address, without what the format has no use for.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("format", self.format.name().to_owned())];
        let drawn = self.format.is_drawn();
        if drawn && (self.format == TakeFormat::Pdf || self.page.is_some()) {
            pairs.push(("paper", self.paper.name().to_owned()));
            match self.paper {
                TakePaper::Poster => {}
                TakePaper::Own => {
                    let sides = [("width", self.width), ("height", self.height)];
                    let given = sides
                        .into_iter()
                        .filter_map(|(name, side)| Some((name, side?)));
                    pairs.extend(given.map(|(name, side)| (name, side.to_string())));
                }
                _ => {
                    let portrait = self.portrait == Some(true);
                    pairs.push(("portrait", portrait.to_string()));
                }
            }
        }
        if let (TakeFormat::Png, Some(scale)) = (self.format, self.scale) {
            pairs.push(("scale", scale.to_string()));
        }
        if let (TakeFormat::Svg, Some(true)) = (self.format, self.outlines) {
            pairs.push(("outlines", "true".to_owned()));
        }
        if let Some(lang) = self.language.filter(|_| self.format.is_told()) {
            pairs.push(("language", lang.code().to_owned()));
        }
        if drawn {
            pairs.push(("theme", self.theme.name().to_owned()));
        }
        if let Some(page) = self.page.filter(|_| drawn) {
            pairs.push(("page", page.to_string()));
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_the_format_has_a_use_for_and_no_more() {
        let all = TakeQuery {
            paper: TakePaper::Own,
            portrait: Some(true),
            width: Some(420.0),
            height: Some(297.5),
            scale: Some(3.0),
            language: Some(Lang::Es),
            theme: TakeTheme::Dark,
            ..TakeQuery::default()
        };
        let said = |query: &TakeQuery| {
            let pairs = query.pairs().into_iter();
            pairs
                .map(|(name, value)| format!("{name}={value}"))
                .collect::<Vec<_>>()
                .join("&")
        };
        assert_eq!(
            said(&all),
            "format=pdf&paper=own&width=420&height=297.5&language=es&theme=dark"
        );
        let of = |format| TakeQuery {
            format,
            ..all.clone()
        };
        assert_eq!(
            said(&of(TakeFormat::Png)),
            "format=png&scale=3&language=es&theme=dark"
        );
        assert_eq!(said(&of(TakeFormat::Json)), "format=json");
        let first = TakeQuery {
            paper: TakePaper::A4,
            page: Some(1),
            ..of(TakeFormat::Svg)
        };
        assert_eq!(
            said(&first),
            "format=svg&paper=a4&portrait=true&language=es&theme=dark&page=1"
        );
    }
}
