//! `puente user`: accounts from the command line, for the first one and for whoever is locked out.

use std::io::Write;

use clap::Subcommand;
use shared::access::Role;

use super::database::Database;
use crate::account::{Added, Installation};

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub enum Users {
    /// Makes an account, or gives one that is there a role in the workspace, and prints the link by which its password is set.
    Add {
        /// The address.
        email: String,
        /// The name that others see.
        #[arg(long)]
        name: String,
        /// What it is: owner, admin, editor, commenter or viewer.
        #[arg(long, default_value = "owner", value_parser = role)]
        role: Role,
    },
    /// Lists the accounts of the workspace.
    List,
    /// Prints a link by which another password is set; all sessions of the account end.
    Reset {
        /// The address.
        email: String,
        /// Takes the second factor away too, for whoever lost it with the recovery codes.
        #[arg(long)]
        second_factor: bool,
    },
}

fn role(name: &str) -> Result<Role, String> {
    let found = Role::named(name).filter(|role| Role::OF_MEMBERS.contains(role));
    found.ok_or_else(|| "choose owner, admin, editor, commenter or viewer".to_owned())
}

pub(super) async fn run(
    database: &Database,
    base: &str,
    what: Users,
) -> Result<(), Box<dyn std::error::Error>> {
    let house: Installation = database.installation(base).await?;
    let mut out = std::io::stdout().lock();
    match what {
        Users::Add { email, name, role } => {
            let added = house.add_user(&email, &name, role).await?;
            writeln!(out, "{}", set_password(&email, &added))?;
        }
        Users::List => {
            for user in house.users().await? {
                let second = if user.second_factor {
                    "second factor"
                } else {
                    ""
                };
                writeln!(
                    out,
                    "{}\t{}\t{}\t{second}",
                    user.email,
                    user.role.name(),
                    user.name
                )?;
            }
        }
        Users::Reset {
            email,
            second_factor,
        } => {
            let added = house.reset_user(&email, second_factor).await?;
            writeln!(out, "{}", set_password(&email, &added))?;
        }
    }
    house.store().close().await;
    Ok(())
}

fn set_password(email: &str, added: &Added) -> String {
    format!(
        "Within {} minutes, {email} sets a password at {}",
        added.minutes, added.link.0
    )
}
