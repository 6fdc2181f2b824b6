//! How a mapping says that times are written.

use jiff::{civil::Date, fmt::strtime, tz::TimeZone};
use shared::record::MappingProblem;
use toml::Spanned;

use super::{MappingError, Template, TimeFormat, TimeRule, error::Text, file};

/// The format of days as spreadsheets count them.
pub(super) const SERIAL: &str = "serial";

pub(super) fn check(
    text: Text,
    time: &file::Time,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<TimeRule, MappingError> {
    let zone = zone(text, time)?;
    let mut forms: Vec<(Template, TimeFormat)> = Vec::new();
    for form in time.forms.get_ref() {
        let template = Template::parse(form.template.get_ref(), &variable)
            .map_err(|problem| text.error(&form.template.span(), problem))?;
        let format = format(text, &form.format, &zone)?;
        for (other, before) in &forms {
            if *other == template && contradict(before, &format, &zone) {
                return Err(text.error(
                    &form.format.span(),
                    MappingProblem::FormsContradict {
                        form: format.to_string(),
                        before: before.to_string(),
                    },
                ));
            }
        }
        forms.push((template, format));
    }
    if forms.is_empty() {
        return Err(text.error(&time.forms.span(), MappingProblem::NoForm));
    }
    Ok(TimeRule {
        zone,
        precision: time.precision,
        forms,
    })
}

/// The zone that times are written in.
pub(super) fn zone(text: Text, time: &file::Time) -> Result<TimeZone, MappingError> {
    let named = time.zone.get_ref();
    TimeZone::get(named).map_err(|_| {
        let zone = named.clone();
        text.error(&time.zone.span(), MappingProblem::Zone { zone })
    })
}

pub(super) fn format(
    text: Text,
    format: &Spanned<String>,
    zone: &TimeZone,
) -> Result<TimeFormat, MappingError> {
    let written = format.get_ref();
    if written == SERIAL {
        return Ok(TimeFormat::Serial);
    }
    // A date that exists, written in the format, must be readable in it.
    if read(written, written, Date::constant(2017, 5, 25), zone).is_some() {
        return Ok(TimeFormat::Written(written.clone()));
    }
    Err(text.error(
        &format.span(),
        MappingProblem::NotAWholeDate {
            form: written.clone(),
        },
    ))
}

/// A date written in one format and read in another.
fn read(written: &str, format: &str, date: Date, zone: &TimeZone) -> Option<Date> {
    let sample = date.at(13, 45, 59, 0).to_zoned(zone.clone()).ok()?;
    let written = strtime::format(written, &sample).ok()?;
    strtime::parse(format, written).ok()?.to_date().ok()
}

/// Whether one text can be two days of the same year, as 4/5/2017 is for day/month and month/day.
fn contradict(one: &TimeFormat, other: &TimeFormat, zone: &TimeZone) -> bool {
    let (TimeFormat::Written(one), TimeFormat::Written(other)) = (one, other) else {
        return false;
    };
    let date = Date::constant(2017, 5, 4);
    read(one, other, date, zone).is_some_and(|read| read.year() == 2017 && read != date)
}
