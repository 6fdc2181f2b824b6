//! `cargo xtask bench`: figures, each beside its budget, peer or floor.
//!
//! A suite is a function from the workspace to figures; it is listed in `SUITES`. To add one: a file beside this, and
//! a line there.

mod client;
mod figure;
mod outside;
mod size;

use crate::{failure::Failure, workspace::Workspace};
use figure::Figure;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// One suite; without it, all that measure.
    suite: Option<String>,
    /// One line of JSON for each figure.
    #[arg(long)]
    json: bool,
}

struct Suite {
    name: &'static str,
    /// Takes part when no suite is named.
    measures: bool,
    run: fn(&Workspace) -> Result<Vec<Figure>, Failure>,
}

const SUITES: [Suite; 11] = [
    Suite {
        name: "client",
        measures: true,
        run: client::run,
    },
    Suite {
        name: "board",
        measures: true,
        run: outside::board,
    },
    Suite {
        name: "friction",
        measures: true,
        run: outside::friction,
    },
    Suite {
        name: "chart",
        measures: true,
        run: outside::chart,
    },
    Suite {
        name: "export",
        measures: true,
        run: outside::export,
    },
    Suite {
        name: "auth",
        measures: true,
        run: outside::auth,
    },
    Suite {
        name: "journey",
        measures: true,
        run: outside::journey,
    },
    Suite {
        name: "server",
        measures: true,
        run: outside::server,
    },
    Suite {
        name: "import",
        measures: true,
        run: outside::import,
    },
    Suite {
        name: "metric",
        measures: true,
        run: outside::metric,
    },
    // A listing to look into a figure, not a figure to hold.
    Suite {
        name: "size",
        measures: false,
        run: size::run,
    },
];

pub(crate) fn bench(workspace: &Workspace, options: &Options) -> Result<(), Failure> {
    let chosen: Vec<_> = match &options.suite {
        Some(name) => SUITES.iter().filter(|suite| suite.name == name).collect(),
        None => SUITES.iter().filter(|suite| suite.measures).collect(),
    };
    if let (true, Some(name)) = (chosen.is_empty(), &options.suite) {
        let names: Vec<_> = SUITES.iter().map(|suite| suite.name).collect();
        return Err(Failure::NoSuite(name.clone(), names.join(", ")));
    }
    for suite in chosen {
        for figure in (suite.run)(workspace)? {
            if options.json {
                println!("{}", figure.json());
            } else {
                println!("{figure}");
            }
        }
    }
    Ok(())
}
