//! The parts of a presentation and how they refer to each other (ECMA-376, part 2: Open Packaging Conventions; part 1, § 13:
//! PresentationML). One master, one layout, one theme; everything else is slides.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use shared::{
    exchange::{drawing::Tone, xml::escape},
    image::ImageHash,
    locale::{Date, Lang},
};
use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{
    super::pictures::Pictures,
    shape::{Slide, hex},
};

const DECLARED: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
                      xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
                      xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TREE: &str =
    "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>";

/// The file.
pub(super) fn write(
    slides: &[Slide],
    pictures: &Pictures,
    title: &str,
    (lang, today): (Lang, Option<Date>),
) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut bytes = |name: &str, bytes: &[u8]| -> Result<(), ZipError> {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
        Ok(())
    };
    let mut part = |name: &str, text: &str| bytes(name, text.as_bytes());
    // Readers take what kind a file is from its first part.
    part("[Content_Types].xml", &kinds(slides.len()))?;
    part("_rels/.rels", &root())?;
    part("docProps/core.xml", &core(title, lang, today))?;
    part("docProps/app.xml", APP)?;
    part("ppt/presentation.xml", &presentation(slides.len()))?;
    part("ppt/_rels/presentation.xml.rels", &relations(slides.len()))?;
    part("ppt/theme/theme1.xml", &theme())?;
    part("ppt/slideMasters/slideMaster1.xml", &master(lang))?;
    let master = related(&[
        ("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml"),
        ("rId2", "theme", "../theme/theme1.xml"),
    ]);
    part("ppt/slideMasters/_rels/slideMaster1.xml.rels", &master)?;
    part("ppt/slideLayouts/slideLayout1.xml", &layout())?;
    let layout = related(&[("rId1", "slideMaster", "../slideMasters/slideMaster1.xml")]);
    part("ppt/slideLayouts/_rels/slideLayout1.xml.rels", &layout)?;
    let mut files: BTreeMap<ImageHash, String> = BTreeMap::new();
    for (nth, slide) in (1..).zip(slides) {
        part(&format!("ppt/slides/slide{nth}.xml"), &slide.xml())?;
        let mut relations = vec![(
            "rId1".to_owned(),
            "slideLayout",
            "../slideLayouts/slideLayout1.xml".to_owned(),
        )];
        for (image, nth) in slide.images.iter().zip(2..) {
            let number = files.len() + 1;
            let file = files.entry(*image).or_insert_with(|| {
                let png = pictures.get(*image).is_some_and(|kept| kept.media == PNG);
                format!("image{number}.{}", if png { "png" } else { "jpg" })
            });
            relations.push((format!("rId{nth}"), "image", format!("../media/{file}")));
        }
        let relations = of(&relations);
        part(&format!("ppt/slides/_rels/slide{nth}.xml.rels"), &relations)?;
    }
    for (image, file) in &files {
        let kept = pictures.get(*image).map(|kept| kept.content.as_slice());
        bytes(&format!("ppt/media/{file}"), kept.unwrap_or_default())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The media type of what is kept without loss; everything else is JPEG.
const PNG: &str = "image/png";

const APP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Puente</Application></Properties>";

fn kinds(slides: usize) -> String {
    let of = "application/vnd.openxmlformats-officedocument";
    let mut xml = format!(
        "{DECLARED}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Default Extension=\"png\" ContentType=\"{PNG}\"/>\
         <Default Extension=\"jpg\" ContentType=\"image/jpeg\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/docProps/app.xml\" ContentType=\"{of}.extended-properties+xml\"/>\
         <Override PartName=\"/ppt/presentation.xml\" ContentType=\"{of}.presentationml.presentation.main+xml\"/>\
         <Override PartName=\"/ppt/theme/theme1.xml\" ContentType=\"{of}.theme+xml\"/>\
         <Override PartName=\"/ppt/slideMasters/slideMaster1.xml\" ContentType=\"{of}.presentationml.slideMaster+xml\"/>\
         <Override PartName=\"/ppt/slideLayouts/slideLayout1.xml\" ContentType=\"{of}.presentationml.slideLayout+xml\"/>"
    );
    for nth in 1..=slides {
        // Writing to a text cannot fail.
        let _ = write!(
            xml,
            "<Override PartName=\"/ppt/slides/slide{nth}.xml\" ContentType=\"{of}.presentationml.slide+xml\"/>"
        );
    }
    xml + "</Types>"
}

/// What a part refers to: a name, a kind of ours, a place.
fn related(to: &[(&str, &str, &str)]) -> String {
    let mut xml = format!(
        "{DECLARED}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for (id, kind, target) in to {
        let _ = write!(
            xml,
            "<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>"
        );
    }
    xml + "</Relationships>"
}

/// The same of texts of one's own.
fn of(to: &[(String, &str, String)]) -> String {
    let names = to.iter();
    let names: Vec<(&str, &str, &str)> = names
        .map(|(id, kind, place)| (id.as_str(), *kind, place.as_str()))
        .collect();
    related(&names)
}

fn root() -> String {
    let of =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    related(&[
        ("rId1", "officeDocument", "ppt/presentation.xml"),
        ("rId2", "core-properties", "docProps/core.xml"),
        ("rId3", "extended-properties", "docProps/app.xml"),
    ])
    .replace(&format!("{RELATIONS}/core-properties"), of)
}

fn core(title: &str, lang: Lang, today: Option<Date>) -> String {
    let mut xml = format!(
        "{DECLARED}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"
    );
    escape(&mut xml, title);
    let _ = write!(
        xml,
        "</dc:title><dc:creator>Puente</dc:creator><dc:language>{}</dc:language>",
        lang.code()
    );
    if let Some(today) = today {
        let day = format!("{today}T00:00:00Z");
        let _ = write!(
            xml,
            "<dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}</dcterms:modified>"
        );
    }
    xml + "</cp:coreProperties>"
}

fn presentation(slides: usize) -> String {
    let mut xml = format!(
        "{DECLARED}<p:presentation {SPACES}><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst><p:sldIdLst>"
    );
    for nth in 0..slides {
        let _ = write!(
            xml,
            "<p:sldId id=\"{}\" r:id=\"rId{}\"/>",
            256 + nth,
            3 + nth
        );
    }
    xml + "</p:sldIdLst><p:sldSz cx=\"12192000\" cy=\"6858000\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
}

fn relations(slides: usize) -> String {
    let mut names = vec![
        (
            "rId1".to_owned(),
            "slideMaster",
            "slideMasters/slideMaster1.xml".to_owned(),
        ),
        ("rId2".to_owned(), "theme", "theme/theme1.xml".to_owned()),
    ];
    names.extend((0..slides).map(|nth| {
        let place = format!("slides/slide{}.xml", nth + 1);
        (format!("rId{}", 3 + nth), "slide", place)
    }));
    of(&names)
}

/// The colours of the workspace, and a font that every machine has or replaces by one as wide.
fn theme() -> String {
    let colour =
        |name: &str, tone: Tone| format!("<a:{name}><a:srgbClr val=\"{}\"/></a:{name}>", hex(tone));
    let colours = [
        ("dk1", Tone::Ink),
        ("lt1", Tone::Surface),
        ("dk2", Tone::Ink2),
        ("lt2", Tone::Sunken),
        ("accent1", Tone::Accent),
        ("accent2", Tone::Measured),
        ("accent3", Tone::Hue(2)),
        ("accent4", Tone::Hue(3)),
        ("accent5", Tone::Hue(5)),
        ("accent6", Tone::Hue(8)),
        ("hlink", Tone::Accent),
        ("folHlink", Tone::Ink2),
    ];
    let colours: String = colours.map(|(name, tone)| colour(name, tone)).concat();
    let font = "<a:latin typeface=\"Arial\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"9525\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "{DECLARED}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Puente\"><a:themeElements>\
         <a:clrScheme name=\"Puente\">{colours}</a:clrScheme>\
         <a:fontScheme name=\"Puente\"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>\
         <a:fmtScheme name=\"Puente\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst><a:lnStyleLst>{line}{line}{line}</a:lnStyleLst>\
         <a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme>\
         </a:themeElements></a:theme>"
    )
}

/// Where titles stand, and how.
fn placed_title(text: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr>\
         <p:spPr><a:xfrm><a:off x=\"381000\" y=\"228600\"/><a:ext cx=\"11430000\" cy=\"609600\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>\
         <p:txBody><a:bodyPr lIns=\"63500\" rIns=\"63500\" anchor=\"ctr\"><a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:r><a:rPr/><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
}

fn master(lang: Lang) -> String {
    let title = placed_title("Puente");
    let (paper, code) = (hex(Tone::Paper), lang.code());
    let run = |size: u32, bold: &str| {
        format!(
            "<a:defRPr lang=\"{code}\" sz=\"{size}\"{bold}><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/></a:defRPr>"
        )
    };
    let (large, small) = (run(2400, " b=\"1\""), run(1200, ""));
    format!(
        "{DECLARED}<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:srgbClr val=\"{paper}\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>\
         <p:spTree>{TREE}{title}</p:spTree></p:cSld>\
         <p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" \
         accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>\
         <p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>\
         <p:txStyles><p:titleStyle><a:lvl1pPr algn=\"l\">{large}</a:lvl1pPr></p:titleStyle><p:bodyStyle><a:lvl1pPr>{small}</a:lvl1pPr></p:bodyStyle>\
         <p:otherStyle><a:lvl1pPr>{small}</a:lvl1pPr></p:otherStyle></p:txStyles></p:sldMaster>"
    )
}

fn layout() -> String {
    let title = placed_title("Puente");
    format!(
        "{DECLARED}<p:sldLayout {SPACES} type=\"titleOnly\" preserve=\"1\"><p:cSld name=\"Title only\"><p:spTree>{TREE}{title}</p:spTree></p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )
}
