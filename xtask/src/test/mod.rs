//! `cargo xtask test`: every test there is, and one closing line.
//!
//! What a machine lacks is installed where that is ours to do, else named with the command that gets it. With CI=true
//! what is missing is a failure: nothing is skipped.

pub(crate) mod browser;
mod native;
mod npm;

use std::ops::AddAssign;

use crate::{client, failure::Failure, toolchain, workspace, workspace::Workspace};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Native tests only: the inner loop.
    #[arg(long)]
    quick: bool,
    /// Only native tests, and browser test files, whose name contains this.
    filter: Option<String>,
}

/// How many tests passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    const ONE_FAILURE: Self = Self {
        passed: 0,
        failed: 1,
    };
}

pub(crate) fn test(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    let filter = options.filter.as_deref();
    let mut tally = Tally::default();
    let mut skipped = Vec::new();
    // Native tests sign in with it; those that miss it fail, so nothing is skipped.
    if let Err(missing) = npm::prepare(workspace, Workspace::IDENTITY_PROVIDER) {
        eprintln!("missing: {missing}");
    }
    if options.quick {
        tally += native::run(workspace, filter, None)?.1;
    } else {
        toolchain::prepare(workspace)?;
        let client = client::build(workspace, client::Kind::Shipped)?;
        let (puente, native) = native::run(workspace, filter, Some(&client))?;
        tally += native;
        if filter.is_none() {
            tally += native::run_documentation(workspace, &client)?;
        }
        match browser::Equipment::find(workspace) {
            Ok(equipment) => tally += browser::run(workspace, &equipment, &puente, filter)?,
            Err(missing) => {
                skipped.extend(missing);
                // One failure for each thing that is missing, so that no count hides it.
                if workspace::in_ci() {
                    skipped.iter().for_each(|_| tally += Tally::ONE_FAILURE);
                }
            }
        }
    }
    for missing in &skipped {
        eprintln!(
            "{}: {missing}",
            if workspace::in_ci() {
                "missing"
            } else {
                "skipped the browser tests"
            }
        );
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed == 0 {
        Ok(())
    } else {
        Err(Failure::TestsFailed)
    }
}
