//! From bytes that somebody sent to an image that may be shown to others.
//!
//! Bounds come before work: the format by its first bytes, the size by its header, and no more memory than an image of that
//! size needs. A file of a few bytes that says it has a million rows is refused for what it says.

use std::io::Cursor;

use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageError, ImageFormat,
    ImageReader, Limits,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType, PngEncoder},
    },
    imageops::FilterType as Filter,
    metadata::Orientation,
};
use shared::{
    api::{ApiError, ErrorCode, Why},
    image::{MOST_SIDE, THUMBNAIL_SIDE},
};

/// Pixels of the largest image that is decoded: what the largest telephones take.
const MOST_PIXELS: u64 = 50_000_000;
/// Pixels of its longer side.
const MOST_LONG: u32 = 20_000;
/// Bytes that a decoder may ask for: four for each pixel.
const MOST_MEMORY: u64 = 4 * MOST_PIXELS;
/// Of 100: where the eye sees no difference any more and a photograph of 1,600 pixels has about 300 kB.
const QUALITY: u8 = 84;

/// An image as it is kept.
pub(super) struct Made {
    pub(super) width: u16,
    pub(super) height: u16,
    pub(super) full: Written,
    pub(super) thumbnail: Written,
}

/// An image as a file.
pub(super) struct Written {
    pub(super) media: &'static str,
    pub(super) bytes: Vec<u8>,
}

/// Makes what is kept from what was sent. Runs for up to seconds: not on a thread that others wait for.
pub(super) fn make(sent: &[u8]) -> Result<Made, ApiError> {
    let format = format(sent)?;
    let (image, orientation) = decode(sent, format)?;
    let mut image = smaller(image, MOST_SIDE);
    image.apply_orientation(orientation);
    let thumbnail = smaller(image.clone(), THUMBNAIL_SIDE);
    // Photographs come as JPEG or WebP; what comes without loss may be a screen, which JPEG would blur.
    let lossless = matches!(format, ImageFormat::Png | ImageFormat::Gif);
    let side = |pixels: u32| u16::try_from(pixels).unwrap_or(MOST_SIDE);
    Ok(Made {
        width: side(image.width()),
        height: side(image.height()),
        full: write(&image, lossless).map_err(|error| refused(&error))?,
        thumbnail: write(&thumbnail, lossless).map_err(|error| refused(&error))?,
    })
}

/// The format by its first bytes, whatever the file is called.
fn format(sent: &[u8]) -> Result<ImageFormat, ApiError> {
    let known = [
        ImageFormat::Png,
        ImageFormat::Jpeg,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ];
    match image::guess_format(sent) {
        Ok(format) if known.contains(&format) => Ok(format),
        _ if is_svg(sent) => Err(no(Why::Svg)),
        _ => Err(no(Why::NotAnImage)),
    }
}

/// Whether it is an SVG, or some other XML, behind whatever stands before it.
fn is_svg(sent: &[u8]) -> bool {
    let head = sent.get(..4_096).unwrap_or(sent);
    let text = String::from_utf8_lossy(head).to_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    text.starts_with('<') && text.contains("<svg")
}

fn decode(sent: &[u8], format: ImageFormat) -> Result<(DynamicImage, Orientation), ApiError> {
    let failed = |error: ImageError| refused(&error);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(sent), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(failed)?;
    // Only the header was read.
    fits(decoder.dimensions())?;
    limits.reserve(decoder.total_bytes()).map_err(failed)?;
    decoder.set_limits(limits).map_err(failed)?;
    // An orientation that cannot be read is none.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(failed)?;
    Ok((image, orientation))
}

/// Whether an image is of a size that is decoded; else which limit it is beyond.
fn fits((width, height): (u32, u32)) -> Result<(), ApiError> {
    let beyond = if width.max(height) > MOST_LONG {
        ("side", u64::from(MOST_LONG))
    } else if u64::from(width) * u64::from(height) > MOST_PIXELS {
        ("pixels", MOST_PIXELS)
    } else {
        return Ok(());
    };
    let (limit, most) = beyond;
    Err(no(Why::TooManyPixels)
        .with("limit", limit)
        .with("most", most)
        .with("width", width)
        .with("height", height))
}

/// No longer than `most` on either side; one that is short enough stays as it is.
fn smaller(image: DynamicImage, most: u16) -> DynamicImage {
    let most = u32::from(most);
    let long = image.width().max(image.height());
    if long <= most {
        return image;
    }
    // Far too large ones are averaged first: an exact filter would keep their rows as floating-point numbers.
    let image = if long > 3 * most {
        image.thumbnail(2 * most, 2 * most)
    } else {
        image
    };
    image.resize(most, most, Filter::Lanczos3)
}

/// A file without metadata: PNG where something shines through or where that is smaller, else JPEG.
fn write(image: &DynamicImage, lossless: bool) -> Result<Written, ImageError> {
    let clear =
        image.color().has_alpha() && image.to_rgba8().pixels().any(|pixel| pixel.0[3] < u8::MAX);
    if clear {
        return png(image);
    }
    let jpeg = jpeg(image)?;
    if lossless {
        let png = png(image)?;
        if png.bytes.len() <= jpeg.bytes.len() {
            return Ok(png);
        }
    }
    Ok(jpeg)
}

fn png(image: &DynamicImage) -> Result<Written, ImageError> {
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    let pixels = image.to_rgba8();
    encoder.write_image(
        &pixels,
        pixels.width(),
        pixels.height(),
        ExtendedColorType::Rgba8,
    )?;
    Ok(Written {
        media: "image/png",
        bytes,
    })
}

fn jpeg(image: &DynamicImage) -> Result<Written, ImageError> {
    let mut bytes = Vec::new();
    let pixels = image.to_rgb8();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).write_image(
        &pixels,
        pixels.width(),
        pixels.height(),
        ExtendedColorType::Rgb8,
    )?;
    Ok(Written {
        media: "image/jpeg",
        bytes,
    })
}

fn no(why: Why) -> ApiError {
    ApiError::new(ErrorCode::Invalid)
        .with("field", "image")
        .because(why)
}

fn refused(error: &ImageError) -> ApiError {
    match error {
        // Of an image whose size is known to fit: its pixels take more memory than four bytes each.
        ImageError::Limits(_) => no(Why::TooManyPixels)
            .with("limit", "pixels")
            .with("most", MOST_PIXELS),
        ImageError::Unsupported(_) => no(Why::NotAnImage),
        _ => no(Why::DamagedImage),
    }
    .with("detail", error)
}

#[cfg(test)]
pub(super) mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    /// A PNG whose left half is red and whose right half is blue.
    pub(in crate::image) fn png(width: u32, height: u32) -> Vec<u8> {
        file(&halves(width, height).into(), ImageFormat::Png)
    }

    fn halves(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, _| {
            if 2 * x < width {
                Rgb([200, 0, 0])
            } else {
                Rgb([0, 0, 200])
            }
        })
    }

    fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn why(sent: &[u8]) -> Option<Why> {
        make(sent).map(drop).unwrap_err().why()
    }

    fn read(written: &Written) -> RgbaImage {
        image::load_from_memory(&written.bytes).unwrap().to_rgba8()
    }

    /// A JPEG with an Exif block: the orientation (TIFF 6.0 and Exif 2.3: tag 0x0112, a SHORT) and a secret behind it.
    fn with_exif(jpeg: &[u8], orientation: u8, secret: &str) -> Vec<u8> {
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
        exif.extend(secret.as_bytes());
        let length = u16::try_from(exif.len() + 2).unwrap();
        let mut bytes = jpeg[..2].to_vec();
        bytes.extend([0xff, 0xe1]);
        bytes.extend(length.to_be_bytes());
        bytes.extend(exif);
        bytes.extend(&jpeg[2..]);
        bytes
    }

    #[test]
    fn every_format_that_is_promised_is_read() {
        let image = DynamicImage::from(halves(40, 30));
        for format in [
            ImageFormat::Png,
            ImageFormat::Jpeg,
            ImageFormat::WebP,
            ImageFormat::Gif,
        ] {
            let made = make(&file(&image, format)).unwrap();
            assert_eq!((made.width, made.height), (40, 30), "{format:?}");
            let [r, _, b, _] = read(&made.full).get_pixel(5, 15).0;
            assert!(r > 150 && b < 60, "{format:?}");
        }
    }

    #[test]
    fn a_photograph_is_turned_upright_and_loses_what_its_camera_wrote() {
        let jpeg = file(&halves(60, 20).into(), ImageFormat::Jpeg);
        // 6: the camera was held a quarter turn to the left; the picture's left is its top.
        let sent = with_exif(&jpeg, 6, "GPS 40.4168 N 3.7038 W");
        let made = make(&sent).unwrap();
        assert_eq!((made.width, made.height), (20, 60));
        let upright = read(&made.full);
        assert!(upright.get_pixel(10, 5).0[0] > 150 && upright.get_pixel(10, 55).0[2] > 150);
        for written in [&made.full, &made.thumbnail] {
            let text = String::from_utf8_lossy(&written.bytes);
            assert!(!text.contains("GPS") && !text.contains("Exif"));
        }
    }

    #[test]
    fn what_stands_behind_the_picture_does_not_come_along() {
        let mut sent = file(&halves(60, 20).into(), ImageFormat::Jpeg);
        sent.extend(b"PK\x03\x04 <script>alert(1)</script>");
        let text = String::from_utf8_lossy(&make(&sent).unwrap().full.bytes).into_owned();
        assert!(!text.contains("script"));
    }

    #[test]
    fn a_large_image_is_made_smaller_and_a_small_one_stays_as_it_is() {
        let made = make(&png(6_000, 300)).unwrap();
        assert_eq!((made.width, made.height), (1_600, 80));
        assert_eq!(read(&made.thumbnail).dimensions(), (400, 20));
        let made = make(&png(2_000, 3_200)).unwrap();
        assert_eq!((made.width, made.height), (1_000, 1_600));
        assert_eq!(read(&made.thumbnail).dimensions(), (250, 400));
        assert_eq!(make(&png(1, 1)).unwrap().width, 1);
    }

    #[test]
    fn what_shines_through_still_does_and_what_does_not_takes_the_smaller_file() {
        let half = RgbaImage::from_pixel(8, 8, Rgba([9, 9, 9, 128]));
        let made = make(&file(&half.into(), ImageFormat::Png)).unwrap();
        assert_eq!(made.full.media, "image/png");
        assert_eq!(read(&made.full).get_pixel(4, 4).0[3], 128);
        assert_eq!(make(&png(300, 200)).unwrap().full.media, "image/png");
        let photograph = file(&halves(300, 200).into(), ImageFormat::Jpeg);
        assert_eq!(make(&photograph).unwrap().full.media, "image/jpeg");
    }

    #[test]
    fn the_same_bytes_make_the_same_image() {
        let sent = png(700, 500);
        assert_eq!(
            make(&sent).unwrap().full.bytes,
            make(&sent).unwrap().full.bytes
        );
    }

    #[test]
    fn a_bomb_is_refused_for_what_its_header_says() {
        // 60,000 by 60,000 pixels in a few bytes: PNG (width and height are the two numbers behind IHDR) …
        let mut bomb = png(4, 4);
        bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let crc = crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(limit(&bomb), ["side", "20000", "60000", "60000"]);
        // … not long, but too many …
        bomb[16..24].copy_from_slice(&[0, 0, 0x3a, 0x98, 0, 0, 0x3a, 0x98]);
        let crc = self::crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(limit(&bomb), ["pixels", "50000000", "15000", "15000"]);
        // … and a GIF of 65,535 by 65,535.
        let mut bomb = file(&halves(4, 4).into(), ImageFormat::Gif);
        bomb[6..10].fill(0xff);
        assert_eq!(limit(&bomb), ["side", "20000", "65535", "65535"]);
    }

    /// Which limit of its size a file is refused for, what it is, and how large the file says that its image is.
    fn limit(sent: &[u8]) -> [String; 4] {
        let error = make(sent).map(drop).unwrap_err();
        assert_eq!(error.why(), Some(Why::TooManyPixels));
        ["limit", "most", "width", "height"].map(|name| error.args[name].clone())
    }

    /// CRC-32 as PNG 1.2, appendix D, gives it.
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 }
            })
        })
    }

    #[test]
    fn what_is_no_image_is_refused_by_what_it_is() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
        assert_eq!(why(svg.as_bytes()), Some(Why::Svg));
        let long = format!("\u{feff}<?xml version=\"1.0\"?>\n<!-- x -->\n{svg}");
        assert_eq!(why(long.as_bytes()), Some(Why::Svg));
        for other in [
            &b""[..],
            b"x",
            b"%PDF-1.7",
            b"<html><script>alert(1)</script>",
            b"BM\x9a\0\0\0",
            b"II*\0",
            b"\x89PNG",
        ] {
            assert_eq!(why(other), Some(Why::NotAnImage), "{other:?}");
        }
    }

    #[test]
    fn an_image_that_ends_too_soon_is_refused_wherever_it_ends() {
        for format in [
            ImageFormat::Png,
            ImageFormat::Jpeg,
            ImageFormat::WebP,
            ImageFormat::Gif,
        ] {
            let whole = file(&halves(64, 64).into(), format);
            for end in [12, 20, 30, whole.len() / 2] {
                let cut = make(&whole[..end]).map(drop).map_err(|error| error.why());
                let fine = match cut {
                    Err(Some(Why::DamagedImage | Why::NotAnImage)) => true,
                    // What of a JPEG is there can be shown, and other programs show it.
                    Ok(()) => format == ImageFormat::Jpeg && end == whole.len() / 2,
                    Err(_) => false,
                };
                assert!(fine, "{format:?} {end}: {cut:?}");
            }
        }
    }
}
