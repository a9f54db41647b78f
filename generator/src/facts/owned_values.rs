//! Assigns tables of values to the property or header that their heading names. In: tables of values, the type and the operation of
//! the page. Out: the tables that list members of an enum.

use crate::facts::enumeration::{EnumFacts, Subject};
use crate::facts::operation::OperationFacts;
use crate::facts::operation::facts::HeaderFact;
use crate::facts::prose::description::{self, ListedValue};
use crate::facts::resource::ResourceFacts;
use crate::facts::type_text::{TypeWord, is_structured};
use crate::facts::{GapKind, Reading};

/// Moves the values of properties and headers to their facts. A property whose type cell names a type describes an enum of that name.
pub(super) fn assign(
    reading: &mut Reading<'_>,
    tables: Vec<EnumFacts>,
    resource: Option<&mut ResourceFacts>,
    operation: Option<&mut OperationFacts>,
) -> Vec<EnumFacts> {
    let (mut resource, mut operation) = (resource, operation);
    let mut enums = Vec::new();
    for mut table in tables {
        let is_assigned = match table.subject {
            Subject::Enum => {
                enums.push(table);
                continue;
            }
            Subject::Property => match resource.as_deref_mut().and_then(|facts| property(&table, facts)) {
                Some(Owner::Enum(name)) => {
                    table.name.value = name;
                    enums.push(table);
                    continue;
                }
                owner => owner.is_some(),
            },
            Subject::Header => operation.as_deref_mut().is_some_and(|facts| header(&table, facts)),
        };
        if !is_assigned {
            for member in &table.members {
                reading.used_rows.remove(&member.name.span.start);
                reading.record_gap(GapKind::Row, &member.name.span, "value of something that the page lacks");
            }
        }
    }
    enums
}

/// The owner of the values of a property.
enum Owner {
    /// The enum in its type cell.
    Enum(String),
    /// The property itself.
    Property,
}

/// Finds the owner of the values. A property without an enum takes them.
fn property(table: &EnumFacts, facts: &mut ResourceFacts) -> Option<Owner> {
    let is_it = |name: &str| name.eq_ignore_ascii_case(&table.name.value);
    let member = facts.members.iter_mut().find(|member| is_it(member.name.value.as_str()))?;
    if let Some(TypeWord::Named { name, .. }) = member.ty.as_ref().map(|ty| &ty.value.item)
        && !is_structured(name)
    {
        return Some(Owner::Enum(name.clone()));
    }
    let names: Vec<String> =
        table.members.iter().map(|member| member.name.value.as_str().to_owned()).collect();
    let value = |(text, is_later)| ListedValue { text, is_later };
    member.values = description::with_later(names).map(value).collect();
    Some(Owner::Property)
}

/// Adds values to a header. Those of `Prefer` are preferences, each with its own description.
fn header(table: &EnumFacts, facts: &mut OperationFacts) -> bool {
    let is_it = |header: &HeaderFact| header.name.as_str().eq_ignore_ascii_case(&table.name.value);
    let Some(at) = facts.headers.iter().position(is_it) else { return false };
    let values = table.members.iter().map(|member| member.name.value.as_str().to_owned());
    let header = &mut facts.headers[at];
    if !header.name.as_str().eq_ignore_ascii_case("prefer") {
        header.values = values.collect();
        return true;
    }
    let preference = |(name, summary): (String, &String)| HeaderFact {
        preference: Some(name),
        values: Vec::new(),
        summary: summary.clone(),
        ..header.clone()
    };
    let summaries = table.members.iter().map(|member| &member.summary);
    let preferences: Vec<HeaderFact> = values.zip(summaries).map(preference).collect();
    let is_announcement = header.preference.is_none() && header.values.is_empty();
    let replaced = if is_announcement { at..at + 1 } else { at + 1..at + 1 };
    facts.headers.splice(replaced, preferences);
    true
}
