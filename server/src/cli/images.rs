//! `puente images`: the images that boards and personas show.

use clap::Subcommand;

use super::{
    database::Database,
    records::{Outcome, say},
};
use crate::{clock, image::sweep::Swept};

/// What can be done with images.
#[derive(Debug, Subcommand)]
pub enum Images {
    /// Removes images that nothing refers to, not even history, and that were sent more than a day ago. The server does so by
    /// itself when it starts and once a day.
    Sweep,
}

pub(super) async fn run(database: &Database, what: Images) -> Outcome {
    let services = database.services().await?;
    let owner = services.owner();
    match what {
        Images::Sweep => {
            let swept = services.sweep_images(&owner, clock::milliseconds()).await?;
            say(&said(swept))
        }
    }
}

fn said(swept: Swept) -> String {
    match swept.images {
        0 => "Nothing to remove: every image is referred to, or was sent within a day.".to_owned(),
        1 => format!("Removed one image ({} bytes).", swept.bytes),
        images => format!("Removed {images} images ({} bytes).", swept.bytes),
    }
}
