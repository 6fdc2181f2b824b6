//! What only a browser has: the styles as they are computed, a canvas, a download.

use js_sys::{Array, Function, Promise};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Element, HtmlAnchorElement, HtmlCanvasElement,
    HtmlElement, HtmlImageElement, NodeList, Url, XmlSerializer,
};

use super::{file_name, lines, ranks};
use crate::html::Html;

/// What says how a mark looks.
const STYLES: [&str; 14] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "opacity",
    "rx",
    "font-size",
    "font-weight",
    "text-anchor",
    "dominant-baseline",
    "vector-effect",
];
/// Pixels around everything.
pub(super) const AROUND: f64 = 20.0;
/// Width of the drawing of a small card, and of a large one.
const WIDTHS: (f64, f64) = (520.0, 760.0);
/// Pixels of a picture for one of the drawing.
const SCALE: f64 = 2.0;

/// Saves a chart; the name of the file, or nothing where the browser would not.
pub(super) async fn save(chart: Element, painted: bool) -> Option<String> {
    let drawing = Drawing::of(&chart)?;
    let parts = Array::of1(&JsValue::from_str(&drawing.text));
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let (blob, kind) = if painted {
        (paint(&blob, drawing.size).await.ok()?, "png")
    } else {
        (blob, "svg")
    };
    let name = format!("{}.{kind}", file_name(&drawing.title));
    download(&blob, &name).ok()?;
    Some(name)
}

/// A drawing as a file of its own.
struct Drawing {
    title: String,
    text: String,
    size: (f64, f64),
}

/// A text of the file.
pub(super) struct Line<'a> {
    text: &'a str,
    size: f64,
    weight: &'static str,
    ink: &'a str,
}

/// The colours and letters of a chart in the light theme.
pub(super) struct Look {
    pub(super) ink: String,
    pub(super) faint: String,
    ground: String,
    family: String,
}

/// What is drawn between the words above and below: its markup, and how far down it goes.
pub(super) struct Body {
    pub(super) markup: Html,
    pub(super) down: f64,
}

impl Drawing {
    fn of(chart: &Element) -> Option<Self> {
        let save = chart.query_selector(".chart__save").ok()??;
        let about = |name: &str| save.get_attribute(name).unwrap_or_default();
        let before = chart.get_attribute("data-theme");
        // Synchronously: no frame is painted so.
        chart.set_attribute("data-theme", "light").ok()?;
        let look = Look {
            ink: colour(&save, "--ink"),
            faint: colour(&save, "--ink-2"),
            ground: ground(chart),
            family: style(chart, "font-family"),
        };
        let is_ranking = chart.class_list().contains("ranks");
        let width = if is_ranking {
            ranks::WIDTH
        } else {
            card_width(chart)?
        };
        let title = about("data-title");
        let facts = [shown(chart, ".metric__now"), shown(chart, ".metric__facts")];
        let facts = facts.into_iter().filter(|text| !text.is_empty());
        let facts = facts.collect::<Vec<_>>().join(" · ");
        let range = about("data-range");
        let mut file = Html::new();
        let mut down = AROUND;
        let head = [
            line(&title, 17.0, "600", &look.ink),
            line(&facts, 13.0, "400", &look.ink),
            line(&range, 12.0, "400", &look.faint),
        ];
        write(&mut file, &head, width, &mut down);
        let body = Body {
            markup: file,
            down: down + 14.0,
        };
        let body = if is_ranking {
            ranks::draw(chart, &look, body)
        } else {
            card(chart, body)
        };
        let _ = match before {
            Some(before) => chart.set_attribute("data-theme", &before),
            None => chart.remove_attribute("data-theme"),
        };
        let Body {
            markup: mut file,
            mut down,
        } = body?;
        let (legend, words) = (about("data-legend"), shown(chart, ".metric__words"));
        let (definition, source) = (about("data-definition"), about("data-source"));
        down += 10.0;
        let foot = [
            line(&legend, 12.0, "400", &look.faint),
            line(&words, 12.0, "400", &look.ink),
            line(&definition, 12.0, "400", &look.faint),
            line(&source, 11.0, "400", &look.faint),
        ];
        write(&mut file, &foot, width, &mut down);
        // Whole pixels, so that the edge of a picture is not half of one.
        let size = (width.ceil(), (down + AROUND).ceil());
        let (width, height) = (number(size.0), number(size.1));
        let mut whole = Html::new();
        let attributes = [
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &*width),
            ("height", &*height),
            ("viewBox", &format!("0 0 {width} {height}")),
            ("font-family", &look.family),
            ("role", "img"),
        ];
        whole.open("svg", &attributes);
        whole.element("title", &[], &title);
        let said = if is_ranking {
            ranks::said(chart)
        } else {
            let plot = chart.query_selector(".chart__plot").ok()??;
            plot.get_attribute("aria-label").unwrap_or_default()
        };
        whole.element("desc", &[], &said);
        let ground = [
            ("width", "100%"),
            ("height", "100%"),
            ("fill", &*look.ground),
        ];
        whole.open("rect", &ground).close("rect");
        whole.markup(&file.done()).close("svg");
        Some(Self {
            title,
            text: whole.done(),
            size,
        })
    }
}

pub(super) const fn line<'a>(
    text: &'a str,
    size: f64,
    weight: &'static str,
    ink: &'a str,
) -> Line<'a> {
    Line {
        text,
        size,
        weight,
        ink,
    }
}

/// The text of something that the chart shows; empty where it does not.
pub(super) fn shown(chart: &Element, selector: &str) -> String {
    let found = chart.query_selector(selector).ok().flatten();
    let text = found.and_then(|found| found.text_content());
    text.map(|text| text.trim().to_owned()).unwrap_or_default()
}

/// The gutters of a card's chart, and the width of its drawing.
fn card_room(card: &Element) -> Option<(f64, f64, f64)> {
    let figure = card.query_selector(".chart").ok()??;
    let large = card.class_list().contains("metric--large");
    let wide = if large { WIDTHS.1 } else { WIDTHS.0 };
    let left = gutter(&figure, "--gutter-left");
    Some((left, wide, gutter(&figure, "--gutter-right")))
}

fn card_width(card: &Element) -> Option<f64> {
    let (left, wide, right) = card_room(card)?;
    Some(left + wide + right + 2.0 * AROUND)
}

/// The drawing of a card.
fn card(card: &Element, mut body: Body) -> Option<Body> {
    let plot = card.query_selector(".chart__plot").ok()??;
    let (left, wide, _) = card_room(card)?;
    let high: f64 = plot.get_attribute("height")?.parse().ok()?;
    place(
        &mut body.markup,
        &plot,
        (AROUND + left, body.down),
        (wide, high),
    )?;
    body.down += high;
    Some(body)
}

/// A drawing of the page, at a place of the file and in a size.
pub(super) fn place(
    file: &mut Html,
    plot: &Element,
    (x, y): (f64, f64),
    (wide, high): (f64, f64),
) -> Option<()> {
    let marks = resolved(plot)?;
    let within = [
        ("x", &*number(x)),
        ("y", &*number(y)),
        ("width", &*number(wide)),
        ("height", &*number(high)),
        ("overflow", "visible"),
    ];
    file.open("svg", &within).markup(&marks).close("svg");
    Some(())
}

/// What is behind the chart: its own ground, or the page's.
fn ground(chart: &Element) -> String {
    let own = style(chart, "background-color");
    if own.is_empty() || own == "transparent" || own.ends_with(", 0)") {
        colour(chart, "--surface")
    } else {
        own
    }
}

/// Texts below each other, in as many lines as they need.
fn write(file: &mut Html, texts: &[Line<'_>], width: f64, down: &mut f64) {
    write_at(file, texts, (AROUND, width - 2.0 * AROUND), down);
}

/// The same from some pixels on, in a width.
pub(super) fn write_at(
    file: &mut Html,
    texts: &[Line<'_>],
    (left, width): (f64, f64),
    down: &mut f64,
) {
    for text in texts {
        // Letters are about half as wide as they are high.
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some hundred letters"
        )]
        let most = (width / (text.size * 0.54)) as usize;
        for line in lines(text.text, most) {
            *down += text.size * 1.4;
            let attributes = [
                ("x", &*number(left)),
                ("y", &*number(*down - text.size * 0.3)),
                ("font-size", &*number(text.size)),
                ("font-weight", text.weight),
                ("fill", text.ink),
            ];
            file.element("text", &attributes, &line);
        }
    }
}

pub(super) fn number(number: f64) -> String {
    shared::chart::fixed(number)
}

pub(super) fn style(of: &Element, name: &str) -> String {
    let found = window().get_computed_style(of);
    let style = found.ok().flatten();
    let value = style.and_then(|style| style.get_property_value(name).ok());
    value.unwrap_or_default()
}

/// A colour of the palette where the element is: as text of its, for what is inherited was computed further out.
fn colour(at: &Element, name: &str) -> String {
    let Some(element) = at.dyn_ref::<HtmlElement>() else {
        return String::new();
    };
    let own = element.style();
    let _ = own.set_property("color", &format!("var({name})"));
    let colour = style(at, "color");
    let _ = own.remove_property("color");
    colour
}

/// The room beside a drawing for what hangs out of it.
fn gutter(figure: &Element, name: &str) -> f64 {
    let value = style(figure, name);
    let value = value.trim().trim_end_matches("px");
    value.parse().unwrap_or_default()
}

/// What is in a drawing, with every style that a sheet gives it written at it.
fn resolved(plot: &Element) -> Option<String> {
    let copy: Element = plot.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    let shown = plot.query_selector_all("*").ok()?;
    let copied = copy.query_selector_all("*").ok()?;
    let one = |list: &NodeList, at| list.get(at)?.dyn_into::<Element>().ok();
    for at in 0..shown.length() {
        let (Some(shown), Some(copied)) = (one(&shown, at), one(&copied, at)) else {
            continue;
        };
        if shown.tag_name() == "svg" {
            continue;
        }
        let computed = window().get_computed_style(&shown).ok()??;
        for name in STYLES {
            let value = computed.get_property_value(name).unwrap_or_default();
            if !value.is_empty() && value != "auto" {
                copied.set_attribute(name, &value).ok()?;
            }
        }
        copied.remove_attribute("class").ok()?;
    }
    let writer = XmlSerializer::new().ok()?;
    let children = copy.child_nodes();
    let mut text = String::new();
    for at in 0..children.length() {
        if let Some(child) = children.get(at) {
            text += &writer.serialize_to_string(&child).ok()?;
        }
    }
    Some(text)
}

fn download(blob: &Blob, name: &str) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.unchecked_ref::<HtmlElement>().click();
    Url::revoke_object_url(&address)
}

/// A picture of the drawing.
async fn paint(drawing: &Blob, size: (f64, f64)) -> Result<Blob, JsValue> {
    let address = Url::create_object_url_with_blob(drawing)?;
    let image = HtmlImageElement::new()?;
    image.set_src(&address);
    let read = JsFuture::from(image.decode()).await;
    let canvas = read.and_then(|_| canvas(&image, size));
    let _ = Url::revoke_object_url(&address);
    let canvas = canvas?;
    let painted = Promise::new(&mut |resolve: Function, _| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            let _ = resolve.call1(&JsValue::NULL, &blob);
        });
        let _ = canvas.to_blob(done.unchecked_ref());
    });
    JsFuture::from(painted).await?.dyn_into()
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a chart is a few hundred pixels wide"
)]
fn canvas(image: &HtmlImageElement, size: (f64, f64)) -> Result<HtmlCanvasElement, JsValue> {
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    canvas.set_width((size.0 * SCALE).round() as u32);
    canvas.set_height((size.1 * SCALE).round() as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    context.scale(SCALE, SCALE)?;
    context.draw_image_with_html_image_element(image, 0.0, 0.0)?;
    Ok(canvas)
}
