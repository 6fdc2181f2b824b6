//! The client: WebAssembly, its JavaScript side, styles and static files, bundled for the server to embed.
//!
//! Cargo decides whether the WebAssembly is fresh; wasm-bindgen and brotli run again only when its hash changed.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use wasm_bindgen_cli_support::{Bindgen, Output};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::{
    bundle::{self, Bundle, Manifest},
    cargo,
    failure::Failure,
    split::{self, Parts},
    toolchain::WASM,
    workspace::Workspace,
};

/// Part of every hash, so that a change in how the client is put together renews its names.
const RECIPE: &str = concat!(
    "wasm-bindgen 0.2.130, recipe 5, xtask ",
    env!("CARGO_PKG_VERSION")
);

/// How the client is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What people get: small, compressed.
    Shipped,
    /// While developing: quick to build, with a script that reloads the page.
    Development,
}

/// Builds what is not fresh, and returns the directory to embed.
pub(crate) fn build(workspace: &Workspace, kind: Kind) -> Result<PathBuf, Failure> {
    let wasm = compile(workspace, kind)?;
    let name = match kind {
        Kind::Shipped => "shipped",
        Kind::Development => "development",
    };
    let mut bundle = Bundle::new(
        workspace.target().join("client").join(name),
        kind == Kind::Shipped,
    );
    let mut manifest = Manifest::default();
    add_program(&mut bundle, &mut manifest, &wasm, kind)?;
    add_styles(&mut bundle, &mut manifest, workspace)?;
    add_public(&mut bundle, &mut manifest, workspace)?;
    if kind == Kind::Development {
        add_reload(&mut bundle, &mut manifest);
    }
    let dir = bundle.dir().to_owned();
    bundle.write(&manifest)?;
    Ok(dir)
}

/// The WebAssembly module as cargo leaves it, with its function names.
pub(crate) fn compile(workspace: &Workspace, kind: Kind) -> Result<PathBuf, Failure> {
    eprintln!("· client");
    let mut command = cargo::command(workspace);
    // The library type is chosen here, so that host builds of the server link no shared library on the way.
    command.args([
        "rustc",
        "--package",
        "app",
        "--lib",
        "--crate-type",
        "cdylib",
    ]);
    command.args(["--features", "hydrate", "--target", WASM]);
    if kind == Kind::Shipped {
        command.args(["--profile", "client"]);
    }
    let artifacts = cargo::build(workspace, &mut command)?;
    let module = artifacts.iter().find_map(|artifact| artifact.module("app"));
    module
        .map(Path::to_owned)
        .ok_or(Failure::NoArtifact { what: "the client" })
}

fn add_program(
    bundle: &mut Bundle,
    manifest: &mut Manifest,
    wasm: &Path,
    kind: Kind,
) -> Result<(), Failure> {
    let bytes = fs::read(wasm).map_err(Failure::at(wasm))?;
    let mut hasher = Xxh3::new();
    hasher.update(RECIPE.as_bytes());
    hasher.update(&bytes);
    // A directory of their own, so that the files can name each other.
    let place = format!("assets/app-{:016x}", hasher.digest());

    let address = format!("/{place}/app_bg.wasm");
    if let Some(before) = bundle.earlier(&address) {
        bundle.keep(&place)?;
        manifest.parts = before.parts;
    } else {
        let started = Instant::now();
        eprintln!(
            "· parts, wasm-bindgen{}",
            if kind == Kind::Shipped {
                " and brotli"
            } else {
                ""
            }
        );
        let scratch = bundle.dir().join("bindgen");
        let parts = bindgen(&bytes, kind, &scratch)?;
        for path in bundle::list(&scratch)? {
            let file = scratch.join(&path);
            let content = fs::read(&file).map_err(Failure::at(&file))?;
            bundle.add(format!("{place}/{path}"), content);
        }
        fs::remove_dir_all(&scratch).map_err(Failure::at(&scratch))?;
        manifest.parts = addresses(parts, &place);
        eprintln!("  {:.1} s", started.elapsed().as_secs_f64());
    }

    let app = format!("/{place}/app");
    let boot = include_str!("boot.js").replace("APP", &app);
    manifest.boot = Some(bundle.add(hashed("boot", "js", boot.as_bytes()), boot.into_bytes()));
    let worker = include_str!("worker.js").replace("APP", &app);
    let name = hashed("worker", "js", worker.as_bytes());
    manifest.worker = Some(bundle.add(name, worker.into_bytes()));
    manifest.modules = ["app.js", split::LINK]
        .map(|file| format!("/{place}/{file}"))
        .to_vec();
    manifest.wasm = Some(address);
    Ok(())
}

/// The addresses of the files of each part, in a stable order.
fn addresses(parts: Parts, place: &str) -> Parts {
    let address = |file: String| format!("/{place}/{file}");
    parts
        .into_iter()
        .map(|(part, files)| (part, files.into_iter().map(address).collect()))
        .collect()
}

fn bindgen(wasm: &[u8], kind: Kind, into: &Path) -> Result<Parts, Failure> {
    let names = if kind == Kind::Shipped {
        Names::Removed
    } else {
        Names::Kept
    };
    let (main, parts) = split::split(wasm, "app", names, into)?;
    bound(&main, names)?.emit(into).map_err(unbound)?;
    Ok(parts)
}

/// The whole module, in one part, as it ships but with the names of its functions.
pub(crate) fn with_names(wasm: &[u8]) -> Result<Vec<u8>, Failure> {
    Ok(bound(wasm, Names::Kept)?.wasm_mut().emit_wasm())
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    Kept,
    Removed,
}

fn bound(wasm: &[u8], names: Names) -> Result<Output, Failure> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("app", wasm.to_vec()).out_name("app");
    bindgen.web(true).map_err(unbound)?;
    bindgen
        .typescript(false)
        // The table of functions, through which the parts and the main part call each other.
        .keep_lld_exports(true)
        .remove_name_section(names == Names::Removed)
        .remove_producers_section(true);
    bindgen.generate_output().map_err(unbound)
}

fn unbound(error: impl std::fmt::Display) -> Failure {
    Failure::Bindgen(format!("{error:#}"))
}

fn add_styles(
    bundle: &mut Bundle,
    manifest: &mut Manifest,
    workspace: &Workspace,
) -> Result<(), Failure> {
    let dir = workspace.root().join("style");
    let mut style = String::new();
    // In the order of their names, which therefore begin with a number.
    let names = bundle::list(&dir)?;
    for name in names.iter().filter(|name| name.ends_with(".css")) {
        let file = dir.join(name);
        style.push_str(&fs::read_to_string(&file).map_err(Failure::at(&file))?);
        style.push('\n');
    }
    if !style.is_empty() {
        manifest.styles.push(bundle.add(
            hashed("puente", "css", style.as_bytes()),
            style.into_bytes(),
        ));
    }
    Ok(())
}

/// Static files keep their names, at the root of the site.
fn add_public(
    bundle: &mut Bundle,
    manifest: &mut Manifest,
    workspace: &Workspace,
) -> Result<(), Failure> {
    let dir = workspace.root().join("public");
    for path in bundle::list(&dir)? {
        let file = dir.join(&path);
        let content = fs::read(&file).map_err(Failure::at(&file))?;
        let is_icon = path == "favicon.svg";
        let address = bundle.add(path, content);
        if is_icon {
            manifest.icon = Some(address);
        }
    }
    Ok(())
}

/// A page of an older build reloads itself as soon as the server answers with a newer one.
fn add_reload(bundle: &mut Bundle, manifest: &mut Manifest) {
    let since_1970 = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    bundle.add(
        "development/build.json",
        since_1970.as_millis().to_string().into_bytes(),
    );
    let script = include_str!("reload.js");
    manifest.reload = Some(bundle.add(
        hashed("reload", "js", script.as_bytes()),
        script.as_bytes().to_vec(),
    ));
}

fn hashed(name: &str, extension: &str, content: &[u8]) -> String {
    format!("assets/{name}-{:016x}.{extension}", xxh3_64(content))
}
