package io.github.camelhubspot.internal.lead;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.camelhubspot.internal.operation.Input;
import io.github.camelhubspot.internal.parameter.Arguments;
import io.github.camelhubspot.internal.parameter.Parameter;
import io.github.camelhubspot.internal.parameter.Parameters;
import io.github.camelhubspot.internal.support.Scalars;
import io.github.camelhubspot.internal.support.Texts;

/** Resolves parameters from other parameters or from the body. */
public final class ParameterResolvers {

    private ParameterResolvers() {
    }

    /** Takes the lead id from a lead in the body when neither header nor option has one. */
    public static Arguments leadOfBody(Arguments arguments, Input body) {
        boolean lead = arguments.get(Parameters.LEAD_ID) == null && !LeadInput.isFlat(body.mapOrEmpty());
        Arguments result = lead ? withId(arguments, body, Parameters.LEAD_ID, "properties", "id") : arguments;
        return checkedId(result == arguments ? result : withIdProperty(result, body), body);
    }

    /**
     * Takes the id of the lead to write from header, option or body. If several of them have an id, they must name the same lead:
     * a header that is left over from an earlier step would otherwise write the values of one lead to another.
     */
    public static Arguments leadToWrite(Arguments arguments, Input body) {
        Map<?, ?> map = body.mapOrEmpty();
        boolean flatImport = LeadInput.isFlat(map) && map.containsKey("state");
        Arguments own = flatImport ? Arguments.NONE : withId(Arguments.NONE, body, Parameters.LEAD_ID, "id", "id");
        String ofBody = own.get(Parameters.LEAD_ID);
        if (arguments.get(Parameters.LEAD_ID) == null) {
            return checkedId(ofBody == null ? arguments : withIdProperty(arguments.with(Parameters.LEAD_ID, ofBody), body), body);
        }
        if (!LeadInput.isFromHubSpot(map)) {
            refuseOtherLead(arguments, body, "the id", ofBody);
            return checkedId(withIdProperty(arguments, body), body);
        }
        String idProperty = arguments.get(Parameters.ID_PROPERTY);
        if (isHubSpotsOwn(idProperty)) {
            refuseOtherLead(arguments, body, "the id", ofBody);
        } else if (body.element(map.get("properties")) instanceof Map<?, ?> properties) {
            refuseOtherLead(arguments, body, "the " + idProperty,
                    Scalars.id(body.element(properties.get(idProperty))));
        }
        return checkedId(arguments, body);
    }

    /** @param own the value in the body of the property that leadId is a value of; may be {@code null} */
    private static void refuseOtherLead(Arguments arguments, Input body, String name, String own) {
        String given = arguments.get(Parameters.LEAD_ID);
        if (own != null && !own.isBlank() && !own.strip().equals(given)) {
            throw body.operation().invalid(name + " '" + Texts.printable(own) + "' of the body and leadId '"
                    + Texts.printable(given) + "' of " + arguments.place(Parameters.LEAD_ID) + " name different leads:"
                    + " remove the one that is not meant; a header stays from an earlier step until it is removed");
        }
    }

    private static boolean isHubSpotsOwn(String idProperty) {
        return idProperty == null || idProperty.equals(Parameters.OBJECT_ID);
    }

    /** Takes idProperty from the body along with its id, which would otherwise be taken for HubSpot's own id of another lead. */
    private static Arguments withIdProperty(Arguments arguments, Input body) {
        Map<?, ?> map = body.mapOrEmpty();
        if (LeadInput.isFromHubSpot(map)) {
            return arguments.with(Parameters.ID_PROPERTY, null);
        }
        String own;
        try {
            own = Parameters.ID_PROPERTY.parse(map.get("idProperty"));
        } catch (IllegalArgumentException e) {
            throw body.operation().invalid("the idProperty of the body is not usable: " + e.getMessage(), e);
        }
        String given = arguments.get(Parameters.ID_PROPERTY);
        if (own != null && given != null && !own.equals(given)) {
            throw body.operation().invalid("idProperty '" + Texts.printable(own) + "' of the body and '"
                    + Texts.printable(given) + "' of " + arguments.place(Parameters.ID_PROPERTY)
                    + " contradict each other: leave one of them out");
        }
        if (own != null && !body.operation().parameters().contains(Parameters.ID_PROPERTY)) {
            throw body.operation().invalid("the id of the body is a value of " + Texts.printable(own) + ", but "
                    + body.operation().name() + " takes HubSpot's own ids only");
        }
        return own == null ? arguments : arguments.orElse(Parameters.ID_PROPERTY, own);
    }

    /**
     * Takes the import id from an import in the body when neither header nor option has one. HubSpot's guide calls the field
     * {@code importId}, HubSpot's responses {@code id}.
     */
    public static Arguments importOfBody(Arguments arguments, Input body) {
        return withId(arguments, body, Parameters.IMPORT_ID, "state", "id", "importId");
    }

    /** Takes the import id from the body; a report needs all pages of errors with rows and messages. */
    public static Arguments importErrors(Arguments arguments, Input body) {
        Arguments result = importOfBody(arguments, body);
        return result.get(Parameters.REPORT_FORMAT) == null ? result : result.with(Parameters.ALL_PAGES, true)
                .with(Parameters.INCLUDE_ROW_DATA, true).with(Parameters.INCLUDE_ERROR_MESSAGE, true);
    }

    /** Checks that a lead id without idProperty has the form of HubSpot's own ids. */
    public static Arguments checkedId(Arguments arguments, Input body) {
        String id = arguments.get(Parameters.LEAD_ID);
        if (id != null && arguments.get(Parameters.ID_PROPERTY) == null) {
            try {
                Parameter.digits(id);
            } catch (IllegalArgumentException e) {
                boolean other = body.operation().parameters().contains(Parameters.ID_PROPERTY);
                throw body.operation().invalid("leadId " + e.getMessage()
                        + (other ? "; to find a lead by a unique property set idProperty" : ""), e);
            }
        }
        return arguments;
    }

    /** Resolves the lead and the target of an association; contactId and companyId are shorthand for a target. */
    public static Arguments pair(Arguments arguments, Input body) {
        List<String> targets = Stream.of(Parameters.CONTACT_ID, Parameters.COMPANY_ID, Parameters.TO_OBJECT_ID)
                .filter(target -> arguments.get(target) != null).map(Parameter::name).toList();
        if (targets.size() > 1) {
            throw body.operation().invalid(String.join(" and ", targets) + " name more than one target: "
                    + body.operation().name() + " takes one");
        }
        Arguments result = leadOfBody(arguments, body);
        if (targets.isEmpty() && result.get(Parameters.LEAD_ID) != null && result.get(Parameters.TO_OBJECT_TYPE) == null) {
            throw body.operation().invalid("the record to " + body.operation().name()
                    + " the lead with is missing: set contactId,"
                    + " companyId, or toObjectType and toObjectId, each as an option or as a header such as "
                    + Parameters.CONTACT_ID.header());
        }
        return shorthand(shorthand(result, body, Parameters.CONTACT_ID, "contacts", Set.of("contacts", "contact", "0-1")),
                body, Parameters.COMPANY_ID, "companies", Set.of("companies", "company", "0-2"));
    }

    private static Arguments shorthand(Arguments arguments, Input body, Parameter<String> target, String type,
            Set<String> typeNames) {
        String id = arguments.get(target);
        if (id == null) {
            return arguments;
        }
        String given = arguments.get(Parameters.TO_OBJECT_TYPE);
        if (given != null && !typeNames.contains(given)) {
            throw body.operation().invalid(target.name() + " and toObjectType " + given + " contradict each other");
        }
        return arguments.with(Parameters.TO_OBJECT_TYPE, type).with(Parameters.TO_OBJECT_ID, id);
    }

    /** Takes an id from the first of the fields that the body has, if the body also has the required key. */
    private static Arguments withId(Arguments arguments, Input body, Parameter<String> parameter, String requiredKey,
            String... fields) {
        if (arguments.get(parameter) != null) {
            return arguments;
        }
        Map<?, ?> map = body.mapOrEmpty();
        Object id = Stream.of(fields).map(map::get).filter(Objects::nonNull).findFirst().orElse(null);
        if (id == null || !map.containsKey(requiredKey)) {
            return arguments;
        }
        try {
            return arguments.orElse(parameter, parameter.parse(id));
        } catch (IllegalArgumentException e) {
            throw body.operation().invalid("the id of the body is not usable: " + e.getMessage(), e);
        }
    }
}
