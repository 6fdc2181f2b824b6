//! From a file in the browser to a picture that a log can name.

use leptos::web_sys::{DataTransfer, File};
use shared::{
    api::{ApiError, ErrorCode},
    image::{MOST_BYTES, Picture},
};

use crate::{
    api::{Api, use_api},
    words::{Lang, api_error, image_words},
};

/// The most images that are taken at once.
const MOST: usize = 20;
/// The longest name that a card gets from a file, in characters.
const NAME: usize = 80;

/// Sends a file. What is to be seen on it is still to be said.
///
/// # Errors
/// Larger than is taken, no image, or the server could not be reached.
pub(crate) async fn send(file: &File) -> Result<Picture, ApiError> {
    // What a server would refuse need not travel.
    if file.size() > MOST_BYTES as f64 {
        return Err(ApiError::new(ErrorCode::TooLarge).with("most", MOST_BYTES));
    }
    let reply = use_api()?.take_image(file.clone().into()).await?;
    Ok(Picture {
        image: reply.image,
        width: reply.width,
        height: reply.height,
        alt: String::new(),
    })
}

/// Why an image was not taken, with the name of its file.
pub(crate) fn said(lang: Lang, name: &str, error: &ApiError) -> String {
    let why = if error.code == ErrorCode::TooLarge {
        image_words(lang).too_large.to_owned()
    } else {
        api_error(lang, error).text
    };
    of_file(name, why)
}

/// What is said of a file, with its name where it has one.
pub(crate) fn of_file(name: &str, why: String) -> String {
    if name.is_empty() {
        why
    } else {
        format!("{name}: {why}")
    }
}

/// The images among what was dropped or pasted, by what the browser takes them for.
pub(crate) fn of_transfer(data: &DataTransfer) -> Vec<File> {
    let files = data.files();
    let files = files.iter().flat_map(|files| {
        let all = (0..files.length()).filter_map(|at| files.get(at));
        all.filter(|file| file.type_().starts_with("image/"))
    });
    files.take(MOST).collect()
}

/// What a card with a file's image is called: the file's name without its ending, unless that says nothing.
pub(crate) fn named(lang: Lang, file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let name: String = stem
        .chars()
        .filter(|c| !c.is_control())
        .take(NAME)
        .collect();
    match name.trim() {
        // What browsers call an image that was copied.
        "" | "image" => image_words(lang).image.to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_called_after_its_file_unless_that_says_nothing() {
        assert_eq!(named(Lang::En, "Cola en caja 3.jpeg"), "Cola en caja 3");
        assert_eq!(named(Lang::Es, "image.png"), "Imagen");
        assert_eq!(named(Lang::En, ".png"), "Image");
        assert_eq!(named(Lang::En, "a\nb"), "ab");
        assert_eq!(named(Lang::En, &"ñ".repeat(200)).chars().count(), 80);
    }

    #[test]
    fn a_refusal_names_the_file_and_the_limit() {
        let error = ApiError::new(ErrorCode::TooLarge).with("most", 10_485_760);
        assert_eq!(
            said(Lang::En, "wall.png", &error),
            "wall.png: It is larger than 10 MB. Nothing was changed. Make it smaller and choose it again."
        );
    }
}
