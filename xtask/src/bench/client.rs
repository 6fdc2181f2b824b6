//! What a visit costs: everything that a page loads to become interactive, as it is sent.

use std::{fs, path::Path};

use super::figure::Figure;
use crate::{
    bundle::{self, Manifest},
    client,
    failure::Failure,
    toolchain,
    workspace::Workspace,
};

/// kB in brotli, for what is built now; 400 for the finished product.
const BUDGET_KB: f64 = 300.0;

pub(super) fn run(workspace: &Workspace) -> Result<Vec<Figure>, Failure> {
    toolchain::prepare(workspace)?;
    let dir = client::build(workspace, client::Kind::Shipped)?;
    let manifest = Manifest::read(&dir)?;
    let site = dir.join("site");
    let in_parts: Vec<_> = manifest.parts.values().flatten().collect();
    let mut sizes = [("wasm", 0.0), ("js", 0.0), ("css", 0.0)];
    for path in bundle::list(&site)? {
        let address = format!("/{path}");
        if !path.starts_with("assets/") || in_parts.contains(&&address) {
            continue;
        }
        for (extension, kb) in &mut sizes {
            if path.ends_with(&format!(".{extension}")) {
                *kb += sent(&site, &address)?;
            }
        }
    }
    let first: f64 = sizes.iter().map(|(_, kb)| kb).sum();
    let mut figures =
        vec![Figure::new("client.first_load_kb", first, "kB").against("budget", BUDGET_KB)];
    figures.extend(
        sizes.map(|(kind, kb)| Figure::new(format!("client.first_load_{kind}_kb"), kb, "kB")),
    );
    for (part, addresses) in &manifest.parts {
        let mut kb = 0.0;
        for address in addresses {
            kb += sent(&site, address)?;
        }
        figures.push(Figure::new(format!("client.{part}_adds_kb"), kb, "kB"));
    }
    Ok(figures)
}

/// kB of a file as it is sent.
fn sent(site: &Path, address: &str) -> Result<f64, Failure> {
    let plain = site.join(address.trim_start_matches('/'));
    let mut compressed = plain.clone().into_os_string();
    compressed.push(".br");
    let size = match fs::metadata(&compressed) {
        Ok(found) => found.len(),
        Err(_) => fs::metadata(&plain).map_err(Failure::at(&plain))?.len(),
    };
    Ok(size as f64 / 1000.0)
}
