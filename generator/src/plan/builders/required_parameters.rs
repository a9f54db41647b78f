//! Finds the required parameters of an action. In: its parameters. Out: [`Demand`].

use crate::model::operation::Parameter;

/// The maximum number of body parameters that become arguments. Otherwise the method takes the body.
const FEW: usize = 3;

/// The input that an action requires.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Demand {
    /// These parameters, by index. All others are optional.
    Few(Vec<usize>),
    /// Too many parameters for a call, or an unknown set.
    Body,
}

/// Decides the required input: parameters marked as required, or, if there are none, all parameters not marked as optional. Thus
/// a new optional parameter never changes a signature.
pub fn demand(parameters: &[&Parameter]) -> Demand {
    let demanded = demanded(parameters);
    let is_said = parameters.iter().any(|parameter| parameter.required || parameter.optional);
    match demanded.len() {
        0 if !is_said => Demand::Body,
        count if count > FEW => Demand::Body,
        _ => Demand::Few(demanded),
    }
}

/// The indices of the required parameters. Parameters that occur only in an example are optional.
pub fn demanded(parameters: &[&Parameter]) -> Vec<usize> {
    let says_required = parameters.iter().any(|parameter| parameter.required);
    let is_demanded = |parameter: &Parameter| {
        if says_required { parameter.required } else { parameter.described && !parameter.optional }
    };
    (0..parameters.len()).filter(|&index| is_demanded(parameters[index])).collect()
}

#[cfg(test)]
mod tests {
    use super::{Demand, demand};
    use crate::model::operation::Parameter;
    use crate::plan::sample::{parameter, string};

    /// Checks parameters that are required (`!`), optional (`?`), only in an example (`*`) or unmarked.
    #[track_caller]
    fn check(marks: &str, expected: Demand) {
        let parameters = marks.chars().map(|mark| Parameter {
            required: mark == '!',
            optional: mark == '?',
            described: mark != '*',
            ..parameter("x", string())
        });
        let parameters: Vec<Parameter> = parameters.collect();
        assert_eq!(demand(&parameters.iter().collect::<Vec<_>>()), expected, "{marks}");
    }

    #[test]
    fn what_is_required_is_demanded() {
        check("!?", Demand::Few(vec![0]));
        check("-!", Demand::Few(vec![1]));
    }

    #[test]
    fn a_page_that_calls_nothing_required_demands_what_is_not_optional() {
        check("-", Demand::Few(vec![0]));
        check("?-", Demand::Few(vec![1]));
        check("??", Demand::Few(vec![]));
    }

    #[test]
    fn one_more_optional_parameter_changes_nothing() {
        check("--", Demand::Few(vec![0, 1]));
        check("--?", Demand::Few(vec![0, 1]));
        check("!", Demand::Few(vec![0]));
        check("!?", Demand::Few(vec![0]));
    }

    #[test]
    fn more_than_three_are_a_body() {
        check("!!!", Demand::Few(vec![0, 1, 2]));
        check("!!!!", Demand::Body);
    }

    #[test]
    fn what_examples_show_alone_is_a_body() {
        check("**", Demand::Body);
        check("*!", Demand::Few(vec![1]));
    }
}
