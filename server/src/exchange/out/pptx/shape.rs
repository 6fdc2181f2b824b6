//! Shapes of a slide (ECMA-376, part 1, § 20.1: DrawingML), in points; written as XML that means nothing but itself.

use std::fmt::Write as _;

use shared::{
    exchange::{drawing::Tone, xml::escape},
    image::ImageHash,
};

/// A slide in points: 13⅓ by 7½ inches.
pub(super) const WIDE: f64 = 960.0;
pub(super) const HIGH: f64 = 540.0;
/// What DrawingML reckons in.
const EMU: f64 = 12_700.0;

/// Where something stands: left, top, across, down, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct At(
    pub(super) f64,
    pub(super) f64,
    pub(super) f64,
    pub(super) f64,
);

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) tone: Tone,
}

impl Line {
    pub(super) fn new(text: &str, size: f64, tone: Tone) -> Self {
        Self {
            text: text.to_owned(),
            size,
            bold: false,
            tone,
        }
    }

    pub(super) fn bold(text: &str, size: f64, tone: Tone) -> Self {
        Self {
            bold: true,
            ..Self::new(text, size, tone)
        }
    }
}

/// The form of a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Rect,
    Round,
    Ellipse,
}

/// A slide being written.
#[derive(Debug, Default)]
pub(super) struct Slide {
    shapes: String,
    last: u32,
    /// The images on it, each once; they are its relations from the second on.
    pub(super) images: Vec<ImageHash>,
}

impl Slide {
    /// A slide with a title.
    pub(super) fn titled(title: &str) -> Self {
        let mut slide = Self::default();
        slide.title(title, None);
        slide
    }

    /// The title, in the place that the layout gives it or another.
    pub(super) fn title(&mut self, title: &str, at: Option<At>) {
        let id = self.id();
        let _ = write!(
            self.shapes,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
             <p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr>"
        );
        if let Some(at) = at {
            place(&mut self.shapes, at);
        }
        let rtl = direction(title);
        let _ = write!(
            self.shapes,
            "</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{}<a:r><a:rPr/><a:t>",
            if rtl {
                "<a:pPr algn=\"r\" rtl=\"1\"/>"
            } else {
                ""
            }
        );
        escape(&mut self.shapes, title);
        self.shapes.push_str("</a:t></a:r></a:p></p:txBody></p:sp>");
    }

    /// A shape with text in it; without a fill it is a text box.
    pub(super) fn shape(
        &mut self,
        at: At,
        form: Form,
        (fill, outline): (Option<Tone>, Option<Tone>),
        lines: &[Line],
    ) {
        let id = self.id();
        let name = if fill.is_none() { "Text" } else { "Shape" };
        let boxed = if fill.is_none() { " txBox=\"1\"" } else { "" };
        let _ = write!(
            self.shapes,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name} {id}\"/><p:cNvSpPr{boxed}/><p:nvPr/></p:nvSpPr><p:spPr>"
        );
        place(&mut self.shapes, at);
        let form = match form {
            Form::Rect => "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>".to_owned(),
            Form::Ellipse => "<a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom>".to_owned(),
            // Corners of four points, whatever the size of the shape: the form reckons in parts of its shorter side.
            Form::Round => {
                let part = whole(4.0 / at.2.min(at.3).max(8.0) * 100_000.0);
                format!(
                    "<a:prstGeom prst=\"roundRect\"><a:avLst><a:gd name=\"adj\" fmla=\"val {part}\"/></a:avLst></a:prstGeom>"
                )
            }
        };
        self.shapes.push_str(&form);
        filled(&mut self.shapes, fill);
        match outline {
            Some(tone) => {
                self.shapes.push_str("<a:ln w=\"9525\">");
                filled(&mut self.shapes, Some(tone));
                self.shapes.push_str("</a:ln>");
            }
            None => self.shapes.push_str("<a:ln><a:noFill/></a:ln>"),
        }
        self.shapes.push_str("</p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"63500\" tIns=\"38100\" rIns=\"63500\" bIns=\"38100\" anchor=\"t\"><a:normAutofit/></a:bodyPr><a:lstStyle/>");
        for line in lines {
            paragraph(&mut self.shapes, line);
        }
        if lines.is_empty() {
            self.shapes.push_str("<a:p/>");
        }
        self.shapes.push_str("</p:txBody></p:sp>");
    }

    /// An image, with what is to be seen on it.
    pub(super) fn picture(&mut self, at: At, image: ImageHash, alt: &str) {
        let known = self.images.iter().position(|known| *known == image);
        let nth = known.unwrap_or_else(|| {
            self.images.push(image);
            self.images.len() - 1
        });
        let id = self.id();
        let _ = write!(
            self.shapes,
            "<p:pic><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"Picture {id}\" descr=\""
        );
        escape(&mut self.shapes, alt);
        let _ = write!(
            self.shapes,
            "\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>\
             <p:blipFill><a:blip r:embed=\"rId{}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>",
            nth + 2
        );
        place(&mut self.shapes, at);
        self.shapes
            .push_str("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>");
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), tone: Tone, width: f64) {
        let id = self.id();
        let (left, top) = (from.0.min(to.0), from.1.min(to.1));
        let flip = if (to.0 < from.0) == (to.1 < from.1) {
            ""
        } else {
            " flipV=\"1\""
        };
        let _ = write!(
            self.shapes,
            "<p:cxnSp><p:nvCxnSpPr><p:cNvPr id=\"{id}\" name=\"Line {id}\"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>\
             <a:xfrm{flip}><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm>\
             <a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom><a:ln w=\"{}\">",
            whole(left * EMU),
            whole(top * EMU),
            whole((to.0 - from.0).abs() * EMU),
            whole((to.1 - from.1).abs() * EMU),
            whole(width * EMU)
        );
        filled(&mut self.shapes, Some(tone));
        self.shapes.push_str("</a:ln></p:spPr></p:cxnSp>");
    }

    fn id(&mut self) -> u32 {
        // The first is the slide's own.
        self.last = self.last.max(1) + 1;
        self.last
    }

    /// The part of the file that it is.
    pub(super) fn xml(&self) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<p:sld xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
             xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/>\
             <p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
            self.shapes
        )
    }
}

fn place(xml: &mut String, At(left, top, width, height): At) {
    let [left, top, width, height] = [left, top, width, height].map(|side| whole(side * EMU));
    let _ = write!(
        xml,
        "<a:xfrm><a:off x=\"{left}\" y=\"{top}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>"
    );
}

fn filled(xml: &mut String, tone: Option<Tone>) {
    match tone {
        Some(tone) => {
            let hex = hex(tone);
            let _ = write!(xml, "<a:solidFill><a:srgbClr val=\"{hex}\"/></a:solidFill>");
        }
        None => xml.push_str("<a:noFill/>"),
    }
}

/// A colour without its sign.
pub(super) fn hex(tone: Tone) -> String {
    tone.hex(false).trim_start_matches('#').to_uppercase()
}

fn paragraph(xml: &mut String, line: &Line) {
    let bold = if line.bold { " b=\"1\"" } else { "" };
    let rtl = if direction(&line.text) {
        "<a:pPr algn=\"r\" rtl=\"1\"/>"
    } else {
        ""
    };
    let _ = write!(
        xml,
        "<a:p>{rtl}<a:r><a:rPr sz=\"{}\"{bold} dirty=\"0\">",
        whole(line.size * 100.0)
    );
    filled(xml, Some(line.tone));
    xml.push_str("</a:rPr><a:t>");
    escape(xml, &line.text);
    xml.push_str("</a:t></a:r></a:p>");
}

/// Whether a text runs from right to left: its first letter is Hebrew, Arabic or of a script near them.
fn direction(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    first.is_some_and(
        |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'),
    )
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "places on a slide: millions at most"
)]
fn whole(value: f64) -> i64 {
    value.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_mean_nothing_to_xml_and_run_the_way_of_their_letters() {
        let mut slide = Slide::titled("<a> & \u{0}b");
        let line = Line::new("مرحبا <x/>", 10.0, Tone::Ink);
        slide.shape(
            At(0.0, 0.0, 10.0, 10.0),
            Form::Round,
            (Some(Tone::Note), None),
            &[line],
        );
        let xml = slide.xml();
        assert!(xml.contains("<a:t>&lt;a&gt; &amp; b</a:t>"), "{xml}");
        assert!(
            xml.contains("rtl=\"1\"/><a:r>") && xml.contains("مرحبا &lt;x/&gt;"),
            "{xml}"
        );
        resvg::usvg::roxmltree::Document::parse(&xml).unwrap();
    }
}
