//! From the file as written to a mapping in which everything fits.

use std::collections::BTreeMap;

use toml::Spanned;

use super::{
    DimensionRule, JourneyPlan, Mapping, MappingError, Template, TouchpointPlan, Variables,
    error::{Text, did_you_mean},
    file::{self, File},
    items::Items,
    time,
};

/// The version of the format that is read here.
const VERSION: u32 = 1;

pub(super) fn parse(text: Text, variables: &Variables) -> Result<Mapping, MappingError> {
    let file: File = toml::from_str(text.text).map_err(|error| text.toml(&error))?;
    if let Some(version) = file
        .version
        .as_ref()
        .filter(|version| *version.get_ref() > VERSION)
    {
        return Err(text.error(
            &version.span(),
            format!("this mapping is for a newer Puente; this one reads version {VERSION}"),
        ));
    }
    check_variables(text, &file.source, variables)?;
    let items = Items::gather(text, &file, variables)?;
    let variable = |name: &str| variables.get(name).cloned();
    let template = |template: &Spanned<String>| {
        Template::parse(template.get_ref(), variable)
            .map_err(|problem| text.error(&template.span(), problem))
    };
    let name = slug(text, &file.source.name, "a source's name")?;
    let dimensions = dimensions(text, &file)?;
    let touchpoints = touchpoints(text, &file)?;
    Ok(Mapping {
        title: file.source.title.clone().unwrap_or_else(|| name.clone()),
        source: name,
        kind: *file.source.kind.get_ref(),
        privacy: file.source.privacy,
        encoding: file.source.encoding,
        delimiter: delimiter(text, &file.source)?,
        decimal: file.source.decimal,
        sheet: file.source.sheet.clone(),
        id: template(&file.id.template)?,
        time: time::check(text, &file.time, variable)?,
        weight: file.weight.map(|weight| weight.column),
        aliases: aliases(text, &file.columns)?,
        rollups: rollups(text, &file.rollup, &dimensions)?,
        dimensions,
        nulls: file.source.nulls,
        items: items.items,
        ratings: items.ratings,
        complaints: items.complaints,
        journey: file.journey.map(|journey| JourneyPlan {
            title: journey.title.into_inner(),
            scenario: journey.scenario,
            start: journey.start,
            end: journey.end,
            goal: journey.goal,
        }),
        touchpoints,
    })
}

/// A name that is safe in commands, addresses and keys.
pub(super) fn slug(text: Text, name: &Spanned<String>, what: &str) -> Result<String, MappingError> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    let value = name.get_ref();
    if !value.is_empty() && value.len() <= 100 && value.chars().all(good) {
        return Ok(value.clone());
    }
    Err(text.error(
        &name.span(),
        format!("{what} is made of a-z, 0-9, - and _: write \"airport-survey\", say, instead of {value:?}"),
    ))
}

fn check_variables(
    text: Text,
    source: &file::Source,
    given: &Variables,
) -> Result<(), MappingError> {
    for wanted in &source.variables {
        let name = wanted.get_ref();
        if !given.contains_key(name) {
            return Err(text.error(
                &wanted.span(),
                format!("this mapping needs {name}: add --set {name}=VALUE to the command"),
            ));
        }
    }
    let declared: Vec<&str> = source
        .variables
        .iter()
        .map(|name| name.get_ref().as_str())
        .collect();
    match given.keys().find(|name| !declared.contains(&name.as_str())) {
        None => Ok(()),
        Some(name) => Err(text.error(
            &source.name.span(),
            format!(
                "--set {name}: the mapping has no such variable{}; list it in [source] variables or leave it out",
                did_you_mean(name, declared)
            ),
        )),
    }
}

fn delimiter(text: Text, source: &file::Source) -> Result<u8, MappingError> {
    let Some(delimiter) = &source.delimiter else {
        return Ok(b',');
    };
    match delimiter.get_ref().as_bytes() {
        [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => Ok(*byte),
        _ => Err(text.error(
            &delimiter.span(),
            "a delimiter is one character: \",\", \";\", \"|\" or \"\\t\"",
        )),
    }
}

fn aliases(
    text: Text,
    columns: &BTreeMap<String, Vec<String>>,
) -> Result<BTreeMap<String, String>, MappingError> {
    let mut aliases: BTreeMap<String, String> = BTreeMap::new();
    for (column, others) in columns {
        for other in others {
            let other = other.trim().to_lowercase();
            if let Some(first) = aliases.insert(other.clone(), column.clone()) {
                let at = text.text.find("[columns]").unwrap_or(0);
                return Err(text.error(
                    &(at..at),
                    format!("the header \"{other}\" stands for both {first} and {column}: leave it to one of them"),
                ));
            }
        }
    }
    Ok(aliases)
}

fn dimensions(text: Text, file: &File) -> Result<Vec<DimensionRule>, MappingError> {
    file.dimension
        .iter()
        .map(|(name, dimension)| {
            Ok(DimensionRule {
                name: slug(text, name, "a dimension's name")?,
                column: dimension.column.clone(),
                nulls: dimension.nulls.clone(),
                names: dimension.names.clone(),
            })
        })
        .collect()
}

fn rollups(
    text: Text,
    rollup: &file::Rollup,
    dimensions: &[DimensionRule],
) -> Result<Vec<Vec<String>>, MappingError> {
    let mut lists = Vec::new();
    for list in &rollup.by {
        let mut names = list.get_ref().clone();
        names.sort_unstable();
        names.dedup();
        for name in &names {
            if !dimensions.iter().any(|dimension| dimension.name == *name) {
                let known = dimensions.iter().map(|dimension| dimension.name.as_str());
                return Err(text.error(
                    &list.span(),
                    format!(
                        "there is no dimension \"{name}\"{}",
                        did_you_mean(name, known)
                    ),
                ));
            }
        }
        if !names.is_empty() && !lists.contains(&names) {
            lists.push(names);
        }
    }
    Ok(lists)
}

fn touchpoints(text: Text, file: &File) -> Result<Vec<TouchpointPlan>, MappingError> {
    let mut plans: Vec<TouchpointPlan> = Vec::new();
    for touchpoint in &file.touchpoint {
        let key = slug(text, &touchpoint.key, "a touchpoint's key")?;
        if plans.iter().any(|plan| plan.key == key) {
            return Err(text.error(
                &touchpoint.key.span(),
                format!("the key \"{key}\" was used above: give each touchpoint its own"),
            ));
        }
        if touchpoint.name.get_ref().trim().is_empty() {
            return Err(text.error(&touchpoint.name.span(), "a touchpoint needs a name"));
        }
        let place = match (&touchpoint.stage, &touchpoint.step) {
            (Some(stage), Some(step)) => Some((stage.get_ref().clone(), step.clone())),
            (Some(stage), None) => {
                return Err(text.error(&stage.span(), "a stage needs a step: add step = \"…\""));
            }
            (None, Some(_)) => {
                return Err(text.error(
                    &touchpoint.key.span(),
                    "a step needs the stage it is in: add stage = \"…\"",
                ));
            }
            (None, None) => None,
        };
        plans.push(TouchpointPlan {
            key,
            name: touchpoint.name.get_ref().clone(),
            place,
            department: touchpoint.department.clone(),
            channel: touchpoint.channel.clone(),
            moment_of_truth: touchpoint.moment_of_truth,
            rated: !touchpoint.items.is_empty(),
        });
    }
    Ok(plans)
}
