//! The sample's pictures: its three invented customers, and a sole after 200 km. Drawn here, so that nobody real is in them.

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};
use shared::{
    access::Actor,
    api::{ApiError, ErrorCode},
    image::Picture,
    locale::Lang,
};

use super::content::{Text, text};
use crate::service::Services;

/// Pixels of a side.
const SIDE: u32 = 480;

/// Something drawn on a field of 120 by 120.
pub(super) struct Drawing {
    svg: &'static str,
    alt: Text,
}

/// The personas in their order.
pub(super) const PORTRAITS: [Drawing; 3] = [
    Drawing {
        svg: r##"<rect width="120" height="120" fill="#cfe3e8"/>
            <path d="M28 120c0-30 16-40 32-40s32 10 32 40z" fill="#c4532f"/>
            <path d="M52 70h16v16a8 8 0 0 1-16 0z" fill="#c98f6b"/>
            <path d="M84 34c12 6 16 22 10 36-2-12-6-20-12-26z" fill="#3b2417"/>
            <ellipse cx="60" cy="52" rx="21" ry="25" fill="#dba681"/>
            <path d="M38 50c-2-24 10-32 23-32 14 0 24 9 22 32-4-12-12-17-22-17s-19 5-23 17z" fill="#3b2417"/>
            <path d="M51 64c4 5 14 5 18 0" fill="none" stroke="#7d3f2a" stroke-width="2.4" stroke-linecap="round"/>
            <circle cx="52" cy="52" r="2.4" fill="#2a1a12"/><circle cx="69" cy="52" r="2.4" fill="#2a1a12"/>"##,
        alt: text(
            "Drawing of a young woman with dark hair in a ponytail and a red running shirt",
            "Dibujo de una mujer joven de pelo oscuro recogido, con camiseta roja de correr",
        ),
    },
    Drawing {
        svg: r##"<rect width="120" height="120" fill="#e6dcc8"/>
            <path d="M24 120c0-30 18-38 36-38s36 8 36 38z" fill="#27536b"/>
            <path d="M56 92h8v28h-8z" fill="#f2efe6"/>
            <path d="M51 72h18v14a9 9 0 0 1-18 0z" fill="#b9805c"/>
            <ellipse cx="60" cy="52" rx="22" ry="26" fill="#cf9a74"/>
            <path d="M40 58c1 20 10 28 20 28s19-8 20-28c-4 8-10 10-20 10s-16-2-20-10z" fill="#6b5444"/>
            <path d="M37 46c1-20 11-26 23-26s22 6 23 26c-6-8-10-12-23-12s-17 4-23 12z" fill="#6b5444"/>
            <path d="M54 70c3 3 9 3 12 0" fill="none" stroke="#f2d9c6" stroke-width="2.4" stroke-linecap="round"/>
            <circle cx="52" cy="51" r="2.4" fill="#2a1a12"/><circle cx="69" cy="51" r="2.4" fill="#2a1a12"/>"##,
        alt: text(
            "Drawing of a man with a short beard in a blue club jacket",
            "Dibujo de un hombre de barba corta con chaqueta azul de club",
        ),
    },
    Drawing {
        svg: r##"<rect width="120" height="120" fill="#dfe6d2"/>
            <path d="M26 120c0-30 17-38 34-38s34 8 34 38z" fill="#6a4a78"/>
            <path d="M52 72h16v14a8 8 0 0 1-16 0z" fill="#d0a183"/>
            <path d="M34 56c-4-28 10-38 26-38s30 10 26 38c3 8-2 14-6 14H40c-4 0-9-6-6-14z" fill="#c9c6c1"/>
            <ellipse cx="60" cy="54" rx="20" ry="24" fill="#e3b899"/>
            <path d="M40 48c6-2 12-6 16-12 6 7 14 10 24 11-2-14-9-21-20-21s-18 8-20 22z" fill="#d9d6d1"/>
            <path d="M52 66c4 4 12 4 16 0" fill="none" stroke="#8a4a3a" stroke-width="2.4" stroke-linecap="round"/>
            <g fill="none" stroke="#3a3a44" stroke-width="2"><circle cx="51" cy="54" r="7"/><circle cx="69" cy="54" r="7"/><path d="M58 54h4"/></g>
            <circle cx="51" cy="54" r="2" fill="#2a1a12"/><circle cx="69" cy="54" r="2" fill="#2a1a12"/>"##,
        alt: text(
            "Drawing of a grey-haired woman with round glasses and a violet jumper",
            "Dibujo de una mujer de pelo gris con gafas redondas y jersey violeta",
        ),
    },
];

/// What a customer sends in after 200 km.
pub(super) const SOLE: Drawing = Drawing {
    svg: r##"<rect width="120" height="120" fill="#e9e4da"/>
        <path d="M8 84c0-26 10-46 24-46 8 0 8 10 20 16s40 8 54 20c8 7 8 16 4 18H14c-4 0-6-4-6-8z" fill="#2f6f8f"/>
        <path d="M34 46l10 8M42 42l10 9M50 45l8 8" stroke="#f4f1ea" stroke-width="3" stroke-linecap="round"/>
        <path d="M10 90h102c2 8-4 14-12 14H20c-6 0-10-6-10-14z" fill="#f4f1ea"/>
        <path d="M62 90l10 14h28c8 0 12-4 12-10z" fill="#c9bfae"/>
        <path d="M60 89l8 9-6 2 9 8" fill="none" stroke="#a3271d" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/>"##,
    alt: text(
        "Drawing of a running shoe whose sole comes off at the ball of the foot",
        "Dibujo de una zapatilla cuya suela se despega a la altura del antepié",
    ),
};

/// Draws it, and takes it in by the way that people's images take.
///
/// # Errors
/// When the store fails.
pub(super) async fn keep(
    services: &Services,
    owner: &Actor,
    drawing: &Drawing,
    lang: Lang,
) -> Result<Picture, ApiError> {
    let reply = services.take_image_bytes(owner, png(drawing)?).await?;
    Ok(Picture {
        image: reply.image,
        width: reply.width,
        height: reply.height,
        alt: drawing.alt.in_language(lang).to_owned(),
    })
}

fn png(drawing: &Drawing) -> Result<Vec<u8>, ApiError> {
    let failed = |detail: String| {
        tracing::error!(detail, "a picture of the sample cannot be drawn");
        ApiError::new(ErrorCode::Internal)
    };
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 120\" width=\"{SIDE}\" height=\"{SIDE}\">{}</svg>",
        drawing.svg
    );
    let tree =
        Tree::from_str(&svg, &Options::default()).map_err(|error| failed(error.to_string()))?;
    let mut picture =
        Pixmap::new(SIDE, SIDE).ok_or_else(|| failed("no room for a picture".to_owned()))?;
    resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    picture
        .encode_png()
        .map_err(|error| failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_can_be_drawn() {
        for drawing in PORTRAITS.iter().chain([&SOLE]) {
            assert!(png(drawing).unwrap().len() > 1_000);
        }
    }
}
