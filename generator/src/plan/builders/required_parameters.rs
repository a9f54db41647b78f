//! In: the parameters of an action. Out: [`Demand`]: those without which its page shows no call.

use crate::model::operation::Parameter;

/// How many parameters of a body a method takes one by one; with more of them it takes the body.
const FEW: usize = 3;

/// What an action asks of its caller.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Demand {
    /// These parameters, by their indexes; everything else can be left out.
    Few(Vec<usize>),
    /// More than a call can show, or the page does not say what.
    Body,
}

/// Decides what an action asks for: what its page calls required. A page that calls nothing so asks for all that it does not
/// call optional. So a further optional parameter changes no signature.
pub fn demand(parameters: &[&Parameter]) -> Demand {
    let demanded = demanded(parameters);
    let is_said = parameters.iter().any(|parameter| parameter.required || parameter.optional);
    match demanded.len() {
        0 if !is_said => Demand::Body,
        count if count > FEW => Demand::Body,
        _ => Demand::Few(demanded),
    }
}

/// The indexes of the parameters that must be given. What an example shows alone is none of them.
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

    /// What is demanded of parameters that are required (`!`), optional (`?`), in an example alone (`*`) or not called anything.
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
