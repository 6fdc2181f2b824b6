//! What a first visit costs: everything that a page loads to become interactive, as it is sent.

use std::fs;

use super::figure::Figure;
use crate::{bundle, client, failure::Failure, toolchain, workspace::Workspace};

/// kB in brotli, for what is built now; 400 for the finished product.
const BUDGET_KB: f64 = 300.0;

pub(super) fn run(workspace: &Workspace) -> Result<Vec<Figure>, Failure> {
    toolchain::prepare(workspace)?;
    let site = client::build(workspace, client::Kind::Shipped)?.join("site");
    let mut sizes = [("wasm", 0_u64), ("js", 0), ("css", 0)];
    for path in bundle::list(&site)? {
        let Some(plain) = path.strip_suffix(".br") else {
            continue;
        };
        for (extension, bytes) in &mut sizes {
            if plain.starts_with("assets/") && plain.ends_with(&format!(".{extension}")) {
                let file = site.join(&path);
                *bytes += fs::metadata(&file).map_err(Failure::at(&file))?.len();
            }
        }
    }
    let kb = |bytes: u64| bytes as f64 / 1000.0;
    let total = sizes.iter().map(|(_, bytes)| bytes).sum();
    let mut figures =
        vec![Figure::new("client.first_load_kb", kb(total), "kB").against("budget", BUDGET_KB)];
    figures.extend(sizes.map(|(extension, bytes)| {
        Figure::new(format!("client.first_load_{extension}_kb"), kb(bytes), "kB")
    }));
    Ok(figures)
}
