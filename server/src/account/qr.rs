//! A text as a picture to photograph.

use qrcode::{EcLevel, QrCode, render::svg};

/// The picture as an SVG, black on white whatever the theme, because cameras want it so; `None` where the text is too long for one.
pub(super) fn picture(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok()?;
    let mut renderer = code.render::<svg::Color<'_>>();
    renderer
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .min_dimensions(240, 240);
    Some(renderer.build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_a_picture_and_a_book_does_not() {
        let link = "https://puente.example.org/join#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        let svg = picture(link).unwrap();
        assert!(svg.contains("<svg") && !svg.contains("<script"), "{svg}");
        assert_eq!(picture(&"x".repeat(5_000)), None);
    }
}
