//! From the file as written to a mapping in which everything fits.

use std::collections::BTreeMap;

use shared::{
    metric::Definitions,
    record::{MappingProblem, Named, is_name},
};
use toml::Spanned;

use super::{
    DimensionRule, JourneyPlan, Mapping, MappingError, Template, TouchpointPlan, Variables,
    error::{Text, near},
    file::{self, File},
    items::Items,
    time,
};

/// The version of the format that is read here.
const VERSION: u32 = 1;

pub(super) fn parse(
    text: Text,
    variables: &Variables,
    metrics: &Definitions,
) -> Result<Mapping, MappingError> {
    let file: File = toml::from_str(text.text).map_err(|error| text.toml(&error))?;
    if let Some(version) = file
        .version
        .as_ref()
        .filter(|version| *version.get_ref() > VERSION)
    {
        return Err(text.error(&version.span(), MappingProblem::Newer { known: VERSION }));
    }
    check_variables(text, &file.source, variables)?;
    let items = Items::gather(text, &file, variables, metrics)?;
    let variable = |name: &str| variables.get(name).cloned();
    let template = |template: &Spanned<String>| {
        Template::parse(template.get_ref(), variable)
            .map_err(|problem| text.error(&template.span(), problem))
    };
    let id = template(&file.id.template)?;
    if !id.differs() {
        let template = file.id.template.get_ref().clone();
        return Err(text.error(&file.id.template.span(), MappingProblem::OneId { template }));
    }
    let name = slug(text, &file.source.name, Named::Source)?;
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
        id,
        time: time::check(text, &file.time, variable)?,
        weight: file.weight.map(|weight| weight.column),
        comment: file.comment.map(|comment| comment.column),
        customer: file.customer.map(|customer| customer.column),
        aliases: aliases(text, &file.columns)?,
        rollups: rollups(text, &file.rollup, &dimensions)?,
        dimensions,
        nulls: file.source.nulls,
        items: items.items,
        ratings: items.ratings,
        amounts: items.amounts,
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
pub(super) fn slug(text: Text, name: &Spanned<String>, of: Named) -> Result<String, MappingError> {
    let value = name.get_ref();
    if is_name(value) {
        return Ok(value.clone());
    }
    Err(text.error(
        &name.span(),
        MappingProblem::NotASlug {
            of,
            value: value.chars().take(100).collect(),
        },
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
                MappingProblem::NeedsVariable { name: name.clone() },
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
            MappingProblem::NoSuchVariable {
                name: name.clone(),
                near: near(name, declared),
            },
        )),
    }
}

fn delimiter(text: Text, source: &file::Source) -> Result<u8, MappingError> {
    let Some(delimiter) = &source.delimiter else {
        return Ok(b',');
    };
    match delimiter.get_ref().as_bytes() {
        [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => Ok(*byte),
        _ => Err(text.error(&delimiter.span(), MappingProblem::Delimiter)),
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
                    MappingProblem::HeaderTwice {
                        header: other,
                        first,
                        second: column.clone(),
                    },
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
                name: slug(text, name, Named::Dimension)?,
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
                    MappingProblem::NoDimension {
                        name: name.clone(),
                        near: near(name, known),
                    },
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
        let key = slug(text, &touchpoint.key, Named::Touchpoint)?;
        if plans.iter().any(|plan| plan.key == key) {
            return Err(text.error(&touchpoint.key.span(), MappingProblem::KeyTwice { key }));
        }
        if touchpoint.name.get_ref().trim().is_empty() {
            return Err(text.error(&touchpoint.name.span(), MappingProblem::NoName));
        }
        let place = match (&touchpoint.stage, &touchpoint.step) {
            (Some(stage), Some(step)) => Some((stage.get_ref().clone(), step.clone())),
            (Some(stage), None) => {
                return Err(text.error(&stage.span(), MappingProblem::NoStep));
            }
            (None, Some(_)) => {
                return Err(text.error(&touchpoint.key.span(), MappingProblem::NoStage));
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
