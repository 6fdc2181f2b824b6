//! Whether a file that was dropped or pasted is a journey.

/// Where a journey comes in from a file.
pub(crate) const FROM_FILE: &str = "/from-file";

/// Whether a file is delimited text that cannot be anything but a grid of a journey: `stage` above `step`.
pub(crate) async fn is_grid_for_certain(name: &str, file: &web_sys::Blob) -> bool {
    /// Bytes that are looked at: two rows of a grid, mostly.
    const LOOK: f64 = 16_384.0;
    let name = name.to_ascii_lowercase();
    if ![".csv", ".tsv", ".txt"]
        .iter()
        .any(|end| name.ends_with(end))
    {
        return false;
    }
    let Ok(start) = file.slice_with_f64_and_f64(0.0, LOOK) else {
        return false;
    };
    text_of(&start)
        .await
        .is_some_and(|text| shared::exchange::is_grid(&text))
}

#[cfg(feature = "hydrate")]
async fn text_of(file: &web_sys::Blob) -> Option<String> {
    let text = wasm_bindgen_futures::JsFuture::from(file.text()).await;
    text.ok()?.as_string()
}

/// Nobody drops a file while a page is rendered.
#[cfg(not(feature = "hydrate"))]
async fn text_of(_: &web_sys::Blob) -> Option<String> {
    None
}
