//! Embeds the built client: the directory named by `PUENTE_CLIENT`, as `cargo xtask` lays it out.
//!
//! Without it the server builds all the same and serves pages without scripts, so that check, clippy, docs and editors
//! need no client. A file `x` with a neighbour `x.br` is one asset in two encodings.

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    // A new migration is compiled in by `sqlx::migrate!`, which cargo cannot see.
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-env-changed=PUENTE_CLIENT");
    let out = PathBuf::from(env::var("OUT_DIR")?).join("client.rs");
    let client = match env::var("PUENTE_CLIENT") {
        Ok(dir) if !dir.is_empty() => Some(PathBuf::from(dir)),
        _ => None,
    };
    let table = match client {
        Some(dir) => embed(&dir).map_err(|error| {
            format!(
                "the client in PUENTE_CLIENT={} cannot be embedded: {error}; run `cargo xtask run`",
                dir.display()
            )
        })?,
        None => "const MANIFEST: &str = \"{}\";\nstatic ASSETS: &[Asset] = &[];\n".to_owned(),
    };
    Ok(fs::write(out, table)?)
}

fn embed(client: &Path) -> Result<String, Box<dyn Error>> {
    let manifest = client.join("manifest.json");
    println!("cargo::rerun-if-changed={}", manifest.display());
    let mut files = Vec::new();
    let site = client.join("site");
    list(&site, &mut files)?;
    files.sort();
    let mut table = format!(
        "const MANIFEST: &str = include_str!({manifest:?});\nstatic ASSETS: &[Asset] = &[\n"
    );
    for file in files
        .iter()
        .filter(|file| file.extension().is_none_or(|extension| extension != "br"))
    {
        let address: Vec<_> = file
            .strip_prefix(&site)?
            .iter()
            .map(|part| part.to_string_lossy())
            .collect();
        let mut compressed = file.clone().into_os_string();
        compressed.push(".br");
        let compressed = PathBuf::from(compressed);
        let brotli = if compressed.exists() {
            format!("Some(include_bytes!({compressed:?}))")
        } else {
            "None".to_owned()
        };
        writeln!(
            table,
            "    Asset {{ path: \"/{}\", bytes: include_bytes!({file:?}), brotli: {brotli} }},",
            address.join("/"),
        )?;
    }
    table.push_str("];\n");
    Ok(table)
}

/// Every file below `dir`; cargo watches each and the directories themselves.
fn list(dir: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", dir.display());
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    Ok(())
}
