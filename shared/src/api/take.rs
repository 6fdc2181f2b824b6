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
}

impl TakeFormat {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Pdf,
        Self::Png,
        Self::Svg,
        Self::Json,
        Self::Csv,
        Self::Mermaid,
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
        }
    }

    /// How the name of a file ends.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Mermaid => "mmd",
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
}
