// Made by scripts/generate-schema.ts from fields.tsv; do not edit.
// A field: number:jsonName:flags:type[:knownFrom,possibleFrom,knownTo,possibleTo] (minor releases; without: 9 to the newest).
// Flags: i inline, o omitempty, p pointer, r repeated, m map<string, type>.

export const SCHEMA: Readonly<Record<string, string>> = {
  'admissionregistration/v1.ApplyConfiguration': '1:expression:o:string:36,34,36,36',
  'admissionregistration/v1.AuditAnnotation': '1:key::string:30,29,36,36 2:valueExpression::string:30,29,36,36',
  'admissionregistration/v1.ExpressionWarning': '2:fieldRef::string:30,29,36,36 3:warning::string:30,29,36,36',
  'admissionregistration/v1.JSONPatch': '1:expression:o:string:36,34,36,36',
  'admissionregistration/v1.MatchCondition': '1:name::string:28,26,36,36 2:expression::string:28,26,36,36',
  'admissionregistration/v1.MatchResources':
    '1:namespaceSelector:op:meta/v1.LabelSelector:30,29,36,36 2:objectSelector:op:meta/v1.LabelSelector:30,29,36,36 3:resourceRules:or:admissionregistration/v1.NamedRuleWithOperations:30,29,36,36 4:excludeResourceRules:or:admissionregistration/v1.NamedRuleWithOperations:30,29,36,36 7:matchPolicy:op:string:30,29,36,36',
  'admissionregistration/v1.MutatingAdmissionPolicy':
    '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec:o:admissionregistration/v1.MutatingAdmissionPolicySpec:36,34,36,36',
  'admissionregistration/v1.MutatingAdmissionPolicyBinding':
    '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec:o:admissionregistration/v1.MutatingAdmissionPolicyBindingSpec:36,34,36,36',
  'admissionregistration/v1.MutatingAdmissionPolicyBindingList':
    '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:admissionregistration/v1.MutatingAdmissionPolicyBinding:36,34,36,36',
  'admissionregistration/v1.MutatingAdmissionPolicyBindingSpec':
    '1:policyName:o:string:36,34,36,36 2:paramRef:op:admissionregistration/v1.ParamRef:36,34,36,36 3:matchResources:op:admissionregistration/v1.MatchResources:36,34,36,36',
  'admissionregistration/v1.MutatingAdmissionPolicyList':
    '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:admissionregistration/v1.MutatingAdmissionPolicy:36,34,36,36',
  'admissionregistration/v1.MutatingAdmissionPolicySpec':
    '1:paramKind:op:admissionregistration/v1.ParamKind:36,34,36,36 2:matchConstraints:op:admissionregistration/v1.MatchResources:36,34,36,36 3:variables:or:admissionregistration/v1.Variable:36,34,36,36 4:mutations:or:admissionregistration/v1.Mutation:36,34,36,36 5:failurePolicy:op:string:36,34,36,36 6:matchConditions:or:admissionregistration/v1.MatchCondition:36,34,36,36 7:reinvocationPolicy:o:string:36,34,36,36',
  'admissionregistration/v1.MutatingWebhook':
    '1:name::string:16,13,36,36 2:clientConfig::admissionregistration/v1.WebhookClientConfig:16,13,36,36 3:rules:or:admissionregistration/v1.RuleWithOperations:16,13,36,36 4:failurePolicy:op:string:16,13,36,36 5:namespaceSelector:op:meta/v1.LabelSelector:16,13,36,36 6:sideEffects:p:string:16,13,36,36 7:timeoutSeconds:op:int32:16,13,36,36 8:admissionReviewVersions:r:string:16,13,36,36 9:matchPolicy:op:string:16,13,36,36 10:reinvocationPolicy:op:string:16,13,36,36 11:objectSelector:op:meta/v1.LabelSelector:16,13,36,36 12:matchConditions:or:admissionregistration/v1.MatchCondition:28,26,36,36',
  'admissionregistration/v1.MutatingWebhookConfiguration':
    '1:metadata:o:meta/v1.ObjectMeta:16,13,36,36 2:webhooks:or:admissionregistration/v1.MutatingWebhook:16,13,36,36',
  'admissionregistration/v1.MutatingWebhookConfigurationList':
    '1:metadata:o:meta/v1.ListMeta:16,13,36,36 2:items:r:admissionregistration/v1.MutatingWebhookConfiguration:16,13,36,36',
  'admissionregistration/v1.Mutation':
    '2:patchType::string:36,34,36,36 3:applyConfiguration:op:admissionregistration/v1.ApplyConfiguration:36,34,36,36 4:jsonPatch:op:admissionregistration/v1.JSONPatch:36,34,36,36',
  'admissionregistration/v1.NamedRuleWithOperations':
    '1:resourceNames:or:string:30,29,36,36 2::i:admissionregistration/v1.RuleWithOperations:30,29,36,36',
  'admissionregistration/v1.ParamKind': '1:apiVersion:o:string:30,29,36,36 2:kind:o:string:30,29,36,36',
  'admissionregistration/v1.ParamRef':
    '1:name:o:string:30,29,36,36 2:namespace:o:string:30,29,36,36 3:selector:op:meta/v1.LabelSelector:30,29,36,36 4:parameterNotFoundAction:op:string:30,29,36,36',
  'admissionregistration/v1.Rule':
    '1:apiGroups:or:string 2:apiVersions:or:string 3:resources:or:string 4:scope:op:string:16,13,36,36',
  'admissionregistration/v1.RuleWithOperations': '1:operations:or:string 2::i:admissionregistration/v1.Rule',
  'admissionregistration/v1.ServiceReference':
    '1:namespace::string:16,13,36,36 2:name::string:16,13,36,36 3:path:op:string:16,13,36,36 4:port:op:int32:16,13,36,36',
  'admissionregistration/v1.TypeChecking': '1:expressionWarnings:or:admissionregistration/v1.ExpressionWarning:30,29,36,36',
  'admissionregistration/v1.ValidatingAdmissionPolicy':
    '1:metadata:o:meta/v1.ObjectMeta:30,29,36,36 2:spec:o:admissionregistration/v1.ValidatingAdmissionPolicySpec:30,29,36,36 3:status:o:admissionregistration/v1.ValidatingAdmissionPolicyStatus:30,29,36,36',
  'admissionregistration/v1.ValidatingAdmissionPolicyBinding':
    '1:metadata:o:meta/v1.ObjectMeta:30,29,36,36 2:spec:o:admissionregistration/v1.ValidatingAdmissionPolicyBindingSpec:30,29,36,36',
  'admissionregistration/v1.ValidatingAdmissionPolicyBindingList':
    '1:metadata:o:meta/v1.ListMeta:30,29,36,36 2:items:r:admissionregistration/v1.ValidatingAdmissionPolicyBinding:30,29,36,36',
  'admissionregistration/v1.ValidatingAdmissionPolicyBindingSpec':
    '1:policyName:o:string:30,29,36,36 2:paramRef:op:admissionregistration/v1.ParamRef:30,29,36,36 3:matchResources:op:admissionregistration/v1.MatchResources:30,29,36,36 4:validationActions:or:string:30,29,36,36',
  'admissionregistration/v1.ValidatingAdmissionPolicyList':
    '1:metadata:o:meta/v1.ListMeta:30,29,36,36 2:items:r:admissionregistration/v1.ValidatingAdmissionPolicy:30,29,36,36',
  'admissionregistration/v1.ValidatingAdmissionPolicySpec':
    '1:paramKind:op:admissionregistration/v1.ParamKind:30,29,36,36 2:matchConstraints:op:admissionregistration/v1.MatchResources:30,29,36,36 3:validations:or:admissionregistration/v1.Validation:30,29,36,36 4:failurePolicy:op:string:30,29,36,36 5:auditAnnotations:or:admissionregistration/v1.AuditAnnotation:30,29,36,36 6:matchConditions:or:admissionregistration/v1.MatchCondition:30,29,36,36 7:variables:or:admissionregistration/v1.Variable:30,29,36,36',
  'admissionregistration/v1.ValidatingAdmissionPolicyStatus':
    '1:observedGeneration:o:int64:30,29,36,36 2:typeChecking:op:admissionregistration/v1.TypeChecking:30,29,36,36 3:conditions:or:meta/v1.Condition:30,29,36,36',
  'admissionregistration/v1.ValidatingWebhook':
    '1:name::string:16,13,36,36 2:clientConfig::admissionregistration/v1.WebhookClientConfig:16,13,36,36 3:rules:or:admissionregistration/v1.RuleWithOperations:16,13,36,36 4:failurePolicy:op:string:16,13,36,36 5:namespaceSelector:op:meta/v1.LabelSelector:16,13,36,36 6:sideEffects:p:string:16,13,36,36 7:timeoutSeconds:op:int32:16,13,36,36 8:admissionReviewVersions:r:string:16,13,36,36 9:matchPolicy:op:string:16,13,36,36 10:objectSelector:op:meta/v1.LabelSelector:16,13,36,36 11:matchConditions:or:admissionregistration/v1.MatchCondition:28,26,36,36',
  'admissionregistration/v1.ValidatingWebhookConfiguration':
    '1:metadata:o:meta/v1.ObjectMeta:16,13,36,36 2:webhooks:or:admissionregistration/v1.ValidatingWebhook:16,13,36,36',
  'admissionregistration/v1.ValidatingWebhookConfigurationList':
    '1:metadata:o:meta/v1.ListMeta:16,13,36,36 2:items:r:admissionregistration/v1.ValidatingWebhookConfiguration:16,13,36,36',
  'admissionregistration/v1.Validation':
    '1:expression::string:30,29,36,36 2:message:o:string:30,29,36,36 3:reason:op:string:30,29,36,36 4:messageExpression:o:string:30,29,36,36',
  'admissionregistration/v1.Variable': '1:name::string:30,29,36,36 2:expression::string:30,29,36,36',
  'admissionregistration/v1.WebhookClientConfig':
    '1:service:op:admissionregistration/v1.ServiceReference:16,13,36,36 2:caBundle:o:bytes:16,13,36,36 3:url:op:string:16,13,36,36',
  'admissionregistration/v1alpha1.ApplyConfiguration': '1:expression:o:string:33,31,36,36',
  'admissionregistration/v1alpha1.AuditAnnotation': '1:key::string:28,26,36,36 2:valueExpression::string:28,26,36,36',
  'admissionregistration/v1alpha1.ExpressionWarning': '2:fieldRef::string:28,26,36,36 3:warning::string:28,26,36,36',
  'admissionregistration/v1alpha1.Initializer':
    '1:name::string:9,9,12,15 2:rules:or:admissionregistration/v1alpha1.Rule:9,9,12,15',
  'admissionregistration/v1alpha1.InitializerConfiguration':
    '1:metadata:o:meta/v1.ObjectMeta:9,9,12,15 2:initializers:or:admissionregistration/v1alpha1.Initializer:9,9,12,15',
  'admissionregistration/v1alpha1.InitializerConfigurationList':
    '1:metadata:o:meta/v1.ListMeta:9,9,12,15 2:items:r:admissionregistration/v1alpha1.InitializerConfiguration:9,9,12,15',
  'admissionregistration/v1alpha1.JSONPatch': '1:expression:o:string:33,31,36,36',
  'admissionregistration/v1alpha1.MatchCondition': '1:name::string:28,26,36,36 2:expression::string:28,26,36,36',
  'admissionregistration/v1alpha1.MatchResources':
    '1:namespaceSelector:op:meta/v1.LabelSelector:28,26,36,36 2:objectSelector:op:meta/v1.LabelSelector:28,26,36,36 3:resourceRules:or:admissionregistration/v1alpha1.NamedRuleWithOperations:28,26,36,36 4:excludeResourceRules:or:admissionregistration/v1alpha1.NamedRuleWithOperations:28,26,36,36 7:matchPolicy:op:string:28,26,36,36',
  'admissionregistration/v1alpha1.MutatingAdmissionPolicy':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec:o:admissionregistration/v1alpha1.MutatingAdmissionPolicySpec:33,31,36,36',
  'admissionregistration/v1alpha1.MutatingAdmissionPolicyBinding':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec:o:admissionregistration/v1alpha1.MutatingAdmissionPolicyBindingSpec:33,31,36,36',
  'admissionregistration/v1alpha1.MutatingAdmissionPolicyBindingList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:admissionregistration/v1alpha1.MutatingAdmissionPolicyBinding:33,31,36,36',
  'admissionregistration/v1alpha1.MutatingAdmissionPolicyBindingSpec':
    '1:policyName:o:string:33,31,36,36 2:paramRef:op:admissionregistration/v1alpha1.ParamRef:33,31,36,36 3:matchResources:op:admissionregistration/v1alpha1.MatchResources:33,31,36,36',
  'admissionregistration/v1alpha1.MutatingAdmissionPolicyList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:admissionregistration/v1alpha1.MutatingAdmissionPolicy:33,31,36,36',
  'admissionregistration/v1alpha1.MutatingAdmissionPolicySpec':
    '1:paramKind:op:admissionregistration/v1alpha1.ParamKind:33,31,36,36 2:matchConstraints:op:admissionregistration/v1alpha1.MatchResources:33,31,36,36 3:variables:or:admissionregistration/v1alpha1.Variable:33,31,36,36 4:mutations:or:admissionregistration/v1alpha1.Mutation:33,31,36,36 5:failurePolicy:op:string:33,31,36,36 6:matchConditions:or:admissionregistration/v1alpha1.MatchCondition:33,31,36,36 7:reinvocationPolicy:o:string:33,31,36,36',
  'admissionregistration/v1alpha1.Mutation':
    '2:patchType::string:33,31,36,36 3:applyConfiguration:op:admissionregistration/v1alpha1.ApplyConfiguration:33,31,36,36 4:jsonPatch:op:admissionregistration/v1alpha1.JSONPatch:33,31,36,36',
  'admissionregistration/v1alpha1.NamedRuleWithOperations':
    '1:resourceNames:or:string:28,26,36,36 2::i:admissionregistration/v1.RuleWithOperations:28,26,36,36',
  'admissionregistration/v1alpha1.ParamKind': '1:apiVersion:o:string:28,26,36,36 2:kind:o:string:28,26,36,36',
  'admissionregistration/v1alpha1.ParamRef':
    '1:name:o:string:28,26,36,36 2:namespace:o:string:28,26,36,36 3:selector:op:meta/v1.LabelSelector:28,26,36,36 4:parameterNotFoundAction:op:string:28,26,36,36',
  'admissionregistration/v1alpha1.Rule':
    '1:apiGroups:or:string:9,9,12,15 2:apiVersions:or:string:9,9,12,15 3:resources:or:string:9,9,12,15',
  'admissionregistration/v1alpha1.TypeChecking':
    '1:expressionWarnings:or:admissionregistration/v1alpha1.ExpressionWarning:28,26,36,36',
  'admissionregistration/v1alpha1.ValidatingAdmissionPolicy':
    '1:metadata:o:meta/v1.ObjectMeta:28,26,36,36 2:spec:o:admissionregistration/v1alpha1.ValidatingAdmissionPolicySpec:28,26,36,36 3:status:o:admissionregistration/v1alpha1.ValidatingAdmissionPolicyStatus:28,26,36,36',
  'admissionregistration/v1alpha1.ValidatingAdmissionPolicyBinding':
    '1:metadata:o:meta/v1.ObjectMeta:28,26,36,36 2:spec:o:admissionregistration/v1alpha1.ValidatingAdmissionPolicyBindingSpec:28,26,36,36',
  'admissionregistration/v1alpha1.ValidatingAdmissionPolicyBindingList':
    '1:metadata:o:meta/v1.ListMeta:28,26,36,36 2:items:r:admissionregistration/v1alpha1.ValidatingAdmissionPolicyBinding:28,26,36,36',
  'admissionregistration/v1alpha1.ValidatingAdmissionPolicyBindingSpec':
    '1:policyName:o:string:28,26,36,36 2:paramRef:op:admissionregistration/v1alpha1.ParamRef:28,26,36,36 3:matchResources:op:admissionregistration/v1alpha1.MatchResources:28,26,36,36 4:validationActions:or:string:28,26,36,36',
  'admissionregistration/v1alpha1.ValidatingAdmissionPolicyList':
    '1:metadata:o:meta/v1.ListMeta:28,26,36,36 2:items:r:admissionregistration/v1alpha1.ValidatingAdmissionPolicy:28,26,36,36',
  'admissionregistration/v1alpha1.ValidatingAdmissionPolicySpec':
    '1:paramKind:op:admissionregistration/v1alpha1.ParamKind:28,26,36,36 2:matchConstraints:op:admissionregistration/v1alpha1.MatchResources:28,26,36,36 3:validations:or:admissionregistration/v1alpha1.Validation:28,26,36,36 4:failurePolicy:op:string:28,26,36,36 5:auditAnnotations:or:admissionregistration/v1alpha1.AuditAnnotation:28,26,36,36 6:matchConditions:or:admissionregistration/v1alpha1.MatchCondition:28,26,36,36 7:variables:or:admissionregistration/v1alpha1.Variable:28,26,36,36',
  'admissionregistration/v1alpha1.ValidatingAdmissionPolicyStatus':
    '1:observedGeneration:o:int64:28,26,36,36 2:typeChecking:op:admissionregistration/v1alpha1.TypeChecking:28,26,36,36 3:conditions:or:meta/v1.Condition:28,26,36,36',
  'admissionregistration/v1alpha1.Validation':
    '1:expression::string:28,26,36,36 2:message:o:string:28,26,36,36 3:reason:op:string:28,26,36,36 4:messageExpression:o:string:28,26,36,36',
  'admissionregistration/v1alpha1.Variable': '1:name::string:28,26,36,36 2:expression::string:28,26,36,36',
  'admissionregistration/v1beta1.ApplyConfiguration': '1:expression:o:string:36,34,36,36',
  'admissionregistration/v1beta1.AuditAnnotation': '1:key::string:28,26,36,36 2:valueExpression::string:28,26,36,36',
  'admissionregistration/v1beta1.ExpressionWarning': '2:fieldRef::string:28,26,36,36 3:warning::string:28,26,36,36',
  'admissionregistration/v1beta1.JSONPatch': '1:expression:o:string:36,34,36,36',
  'admissionregistration/v1beta1.MatchCondition': '1:name::string:28,26,36,36 2:expression::string:28,26,36,36',
  'admissionregistration/v1beta1.MatchResources':
    '1:namespaceSelector:op:meta/v1.LabelSelector:28,26,36,36 2:objectSelector:op:meta/v1.LabelSelector:28,26,36,36 3:resourceRules:or:admissionregistration/v1beta1.NamedRuleWithOperations:28,26,36,36 4:excludeResourceRules:or:admissionregistration/v1beta1.NamedRuleWithOperations:28,26,36,36 7:matchPolicy:op:string:28,26,36,36',
  'admissionregistration/v1beta1.MutatingAdmissionPolicy':
    '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec:o:admissionregistration/v1beta1.MutatingAdmissionPolicySpec:36,34,36,36',
  'admissionregistration/v1beta1.MutatingAdmissionPolicyBinding':
    '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec:o:admissionregistration/v1beta1.MutatingAdmissionPolicyBindingSpec:36,34,36,36',
  'admissionregistration/v1beta1.MutatingAdmissionPolicyBindingList':
    '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:admissionregistration/v1beta1.MutatingAdmissionPolicyBinding:36,34,36,36',
  'admissionregistration/v1beta1.MutatingAdmissionPolicyBindingSpec':
    '1:policyName:o:string:36,34,36,36 2:paramRef:op:admissionregistration/v1beta1.ParamRef:36,34,36,36 3:matchResources:op:admissionregistration/v1beta1.MatchResources:36,34,36,36',
  'admissionregistration/v1beta1.MutatingAdmissionPolicyList':
    '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:admissionregistration/v1beta1.MutatingAdmissionPolicy:36,34,36,36',
  'admissionregistration/v1beta1.MutatingAdmissionPolicySpec':
    '1:paramKind:op:admissionregistration/v1beta1.ParamKind:36,34,36,36 2:matchConstraints:op:admissionregistration/v1beta1.MatchResources:36,34,36,36 3:variables:or:admissionregistration/v1beta1.Variable:36,34,36,36 4:mutations:or:admissionregistration/v1beta1.Mutation:36,34,36,36 5:failurePolicy:op:string:36,34,36,36 6:matchConditions:or:admissionregistration/v1beta1.MatchCondition:36,34,36,36 7:reinvocationPolicy:o:string:36,34,36,36',
  'admissionregistration/v1beta1.MutatingWebhook':
    '1:name::string 2:clientConfig::admissionregistration/v1beta1.WebhookClientConfig 3:rules:or:admissionregistration/v1.RuleWithOperations 4:failurePolicy:op:string 5:namespaceSelector:op:meta/v1.LabelSelector 6:sideEffects:op:string:12,10,36,36 7:timeoutSeconds:op:int32:16,13,36,36 8:admissionReviewVersions:or:string:16,13,36,36 9:matchPolicy:op:string:16,13,36,36 10:reinvocationPolicy:op:string:16,13,36,36 11:objectSelector:op:meta/v1.LabelSelector:16,13,36,36 12:matchConditions:or:admissionregistration/v1beta1.MatchCondition:28,26,36,36',
  'admissionregistration/v1beta1.MutatingWebhookConfiguration':
    '1:metadata:o:meta/v1.ObjectMeta 2:webhooks:or:admissionregistration/v1beta1.MutatingWebhook',
  'admissionregistration/v1beta1.MutatingWebhookConfigurationList':
    '1:metadata:o:meta/v1.ListMeta 2:items:r:admissionregistration/v1beta1.MutatingWebhookConfiguration',
  'admissionregistration/v1beta1.Mutation':
    '2:patchType::string:36,34,36,36 3:applyConfiguration:op:admissionregistration/v1beta1.ApplyConfiguration:36,34,36,36 4:jsonPatch:op:admissionregistration/v1beta1.JSONPatch:36,34,36,36',
  'admissionregistration/v1beta1.NamedRuleWithOperations':
    '1:resourceNames:or:string:28,26,36,36 2::i:admissionregistration/v1.RuleWithOperations:28,26,36,36',
  'admissionregistration/v1beta1.ParamKind': '1:apiVersion:o:string:28,26,36,36 2:kind:o:string:28,26,36,36',
  'admissionregistration/v1beta1.ParamRef':
    '1:name:o:string:28,26,36,36 2:namespace:o:string:28,26,36,36 3:selector:op:meta/v1.LabelSelector:28,26,36,36 4:parameterNotFoundAction:op:string:28,26,36,36',
  'admissionregistration/v1beta1.Rule':
    '1:apiGroups:or:string:9,9,25,27 2:apiVersions:or:string:9,9,25,27 3:resources:or:string:9,9,25,27 4:scope:op:string:16,13,25,27',
  'admissionregistration/v1beta1.RuleWithOperations':
    '1:operations:or:string:9,9,25,27 2::i:admissionregistration/v1beta1.Rule:9,9,25,27',
  'admissionregistration/v1beta1.ServiceReference':
    '1:namespace::string 2:name::string 3:path:op:string 4:port:op:int32:16,13,36,36',
  'admissionregistration/v1beta1.TypeChecking':
    '1:expressionWarnings:or:admissionregistration/v1beta1.ExpressionWarning:28,26,36,36',
  'admissionregistration/v1beta1.ValidatingAdmissionPolicy':
    '1:metadata:o:meta/v1.ObjectMeta:28,26,36,36 2:spec:o:admissionregistration/v1beta1.ValidatingAdmissionPolicySpec:28,26,36,36 3:status:o:admissionregistration/v1beta1.ValidatingAdmissionPolicyStatus:28,26,36,36',
  'admissionregistration/v1beta1.ValidatingAdmissionPolicyBinding':
    '1:metadata:o:meta/v1.ObjectMeta:28,26,36,36 2:spec:o:admissionregistration/v1beta1.ValidatingAdmissionPolicyBindingSpec:28,26,36,36',
  'admissionregistration/v1beta1.ValidatingAdmissionPolicyBindingList':
    '1:metadata:o:meta/v1.ListMeta:28,26,36,36 2:items:r:admissionregistration/v1beta1.ValidatingAdmissionPolicyBinding:28,26,36,36',
  'admissionregistration/v1beta1.ValidatingAdmissionPolicyBindingSpec':
    '1:policyName:o:string:28,26,36,36 2:paramRef:op:admissionregistration/v1beta1.ParamRef:28,26,36,36 3:matchResources:op:admissionregistration/v1beta1.MatchResources:28,26,36,36 4:validationActions:or:string:28,26,36,36',
  'admissionregistration/v1beta1.ValidatingAdmissionPolicyList':
    '1:metadata:o:meta/v1.ListMeta:28,26,36,36 2:items:r:admissionregistration/v1beta1.ValidatingAdmissionPolicy:28,26,36,36',
  'admissionregistration/v1beta1.ValidatingAdmissionPolicySpec':
    '1:paramKind:op:admissionregistration/v1beta1.ParamKind:28,26,36,36 2:matchConstraints:op:admissionregistration/v1beta1.MatchResources:28,26,36,36 3:validations:or:admissionregistration/v1beta1.Validation:28,26,36,36 4:failurePolicy:op:string:28,26,36,36 5:auditAnnotations:or:admissionregistration/v1beta1.AuditAnnotation:28,26,36,36 6:matchConditions:or:admissionregistration/v1beta1.MatchCondition:28,26,36,36 7:variables:or:admissionregistration/v1beta1.Variable:28,26,36,36',
  'admissionregistration/v1beta1.ValidatingAdmissionPolicyStatus':
    '1:observedGeneration:o:int64:28,26,36,36 2:typeChecking:op:admissionregistration/v1beta1.TypeChecking:28,26,36,36 3:conditions:or:meta/v1.Condition:28,26,36,36',
  'admissionregistration/v1beta1.ValidatingWebhook':
    '1:name::string 2:clientConfig::admissionregistration/v1beta1.WebhookClientConfig 3:rules:or:admissionregistration/v1.RuleWithOperations 4:failurePolicy:op:string 5:namespaceSelector:op:meta/v1.LabelSelector 6:sideEffects:op:string:12,10,36,36 7:timeoutSeconds:op:int32:16,13,36,36 8:admissionReviewVersions:or:string:16,13,36,36 9:matchPolicy:op:string:16,13,36,36 10:objectSelector:op:meta/v1.LabelSelector:16,13,36,36 11:matchConditions:or:admissionregistration/v1beta1.MatchCondition:28,26,36,36',
  'admissionregistration/v1beta1.ValidatingWebhookConfiguration':
    '1:metadata:o:meta/v1.ObjectMeta 2:webhooks:or:admissionregistration/v1beta1.ValidatingWebhook',
  'admissionregistration/v1beta1.ValidatingWebhookConfigurationList':
    '1:metadata:o:meta/v1.ListMeta 2:items:r:admissionregistration/v1beta1.ValidatingWebhookConfiguration',
  'admissionregistration/v1beta1.Validation':
    '1:expression::string:28,26,36,36 2:message:o:string:28,26,36,36 3:reason:op:string:28,26,36,36 4:messageExpression:o:string:28,26,36,36',
  'admissionregistration/v1beta1.Variable': '1:name::string:28,26,36,36 2:expression::string:28,26,36,36',
  'admissionregistration/v1beta1.Webhook':
    '1:name::string:9,9,12,15 2:clientConfig::admissionregistration/v1beta1.WebhookClientConfig:9,9,12,15 3:rules:or:admissionregistration/v1beta1.RuleWithOperations:9,9,12,15 4:failurePolicy:op:string:9,9,12,15 5:namespaceSelector:op:meta/v1.LabelSelector:9,9,12,15 6:sideEffects:op:string:12,10,12,15',
  'admissionregistration/v1beta1.WebhookClientConfig':
    '1:service:op:admissionregistration/v1beta1.ServiceReference 2:caBundle:o:bytes 3:url:op:string',
  'apiextensions/v1.ConversionRequest':
    '1:uid::string:20,10,36,36 2:desiredAPIVersion::string:20,10,36,36 3:objects:r:runtime.RawExtension:20,10,36,36',
  'apiextensions/v1.ConversionResponse':
    '1:uid::string:20,10,36,36 2:convertedObjects:r:runtime.RawExtension:20,10,36,36 3:result::meta/v1.Status:20,10,36,36',
  'apiextensions/v1.ConversionReview':
    '1:request:op:apiextensions/v1.ConversionRequest:20,10,36,36 2:response:op:apiextensions/v1.ConversionResponse:20,10,36,36',
  'apiextensions/v1.CustomResourceColumnDefinition':
    '1:name::string:20,10,36,36 2:type::string:20,10,36,36 3:format:o:string:20,10,36,36 4:description:o:string:20,10,36,36 5:priority:o:int32:20,10,36,36 6:jsonPath::string:20,10,36,36',
  'apiextensions/v1.CustomResourceConversion':
    '1:strategy::string:20,10,36,36 2:webhook:op:apiextensions/v1.WebhookConversion:20,10,36,36',
  'apiextensions/v1.CustomResourceDefinition':
    '1:metadata:o:meta/v1.ObjectMeta:20,10,36,36 2:spec::apiextensions/v1.CustomResourceDefinitionSpec:20,10,36,36 3:status:o:apiextensions/v1.CustomResourceDefinitionStatus:20,10,36,36',
  'apiextensions/v1.CustomResourceDefinitionCondition':
    '1:type::string:20,10,36,36 2:status::string:20,10,36,36 3:lastTransitionTime:o:meta/v1.Time:20,10,36,36 4:reason:o:string:20,10,36,36 5:message:o:string:20,10,36,36',
  'apiextensions/v1.CustomResourceDefinitionList':
    '1:metadata:o:meta/v1.ListMeta:20,10,36,36 2:items:r:apiextensions/v1.CustomResourceDefinition:20,10,36,36',
  'apiextensions/v1.CustomResourceDefinitionNames':
    '1:plural::string:20,10,36,36 2:singular:o:string:20,10,36,36 3:shortNames:or:string:20,10,36,36 4:kind::string:20,10,36,36 5:listKind:o:string:20,10,36,36 6:categories:or:string:20,10,36,36',
  'apiextensions/v1.CustomResourceDefinitionSpec':
    '1:group::string:20,10,36,36 3:names::apiextensions/v1.CustomResourceDefinitionNames:20,10,36,36 4:scope::string:20,10,36,36 7:versions:r:apiextensions/v1.CustomResourceDefinitionVersion:20,10,36,36 9:conversion:op:apiextensions/v1.CustomResourceConversion:20,10,36,36 10:preserveUnknownFields:o:bool:20,10,36,36',
  'apiextensions/v1.CustomResourceDefinitionStatus':
    '1:conditions:r:apiextensions/v1.CustomResourceDefinitionCondition:20,10,36,36 2:acceptedNames::apiextensions/v1.CustomResourceDefinitionNames:20,10,36,36 3:storedVersions:r:string:20,10,36,36',
  'apiextensions/v1.CustomResourceDefinitionVersion':
    '1:name::string:20,10,36,36 2:served::bool:20,10,36,36 3:storage::bool:20,10,36,36 4:schema:op:apiextensions/v1.CustomResourceValidation:20,10,36,36 5:subresources:op:apiextensions/v1.CustomResourceSubresources:20,10,36,36 6:additionalPrinterColumns:or:apiextensions/v1.CustomResourceColumnDefinition:20,10,36,36 7:deprecated:o:bool:20,10,36,36 8:deprecationWarning:op:string:20,10,36,36',
  'apiextensions/v1.CustomResourceSubresourceScale':
    '1:specReplicasPath::string:20,10,36,36 2:statusReplicasPath::string:20,10,36,36 3:labelSelectorPath:op:string:20,10,36,36',
  'apiextensions/v1.CustomResourceSubresourceStatus': '',
  'apiextensions/v1.CustomResourceSubresources':
    '1:status:op:apiextensions/v1.CustomResourceSubresourceStatus:20,10,36,36 2:scale:op:apiextensions/v1.CustomResourceSubresourceScale:20,10,36,36',
  'apiextensions/v1.CustomResourceValidation': '1:openAPIV3Schema:op:apiextensions/v1.JSONSchemaProps:20,10,36,36',
  'apiextensions/v1.ExternalDocumentation': '1:description:o:string:20,10,36,36 2:url:o:string:20,10,36,36',
  'apiextensions/v1.JSON': '1:raw::bytes:20,10,36,36',
  'apiextensions/v1.JSONSchemaProps':
    '1:id:o:string:20,10,36,36 2:$schema:o:string:20,10,36,36 3:$ref:op:string:20,10,36,36 4:description:o:string:20,10,36,36 5:type:o:string:20,10,36,36 6:format:o:string:20,10,36,36 7:title:o:string:20,10,36,36 8:default:op:apiextensions/v1.JSON:20,10,36,36 9:maximum:op:double:20,10,36,36 10:exclusiveMaximum:o:bool:20,10,36,36 11:minimum:op:double:20,10,36,36 12:exclusiveMinimum:o:bool:20,10,36,36 13:maxLength:op:int64:20,10,36,36 14:minLength:op:int64:20,10,36,36 15:pattern:o:string:20,10,36,36 16:maxItems:op:int64:20,10,36,36 17:minItems:op:int64:20,10,36,36 18:uniqueItems:o:bool:20,10,36,36 19:multipleOf:op:double:20,10,36,36 20:enum:or:apiextensions/v1.JSON:20,10,36,36 21:maxProperties:op:int64:20,10,36,36 22:minProperties:op:int64:20,10,36,36 23:required:or:string:20,10,36,36 24:items:op:apiextensions/v1.JSONSchemaPropsOrArray:20,10,36,36 25:allOf:or:apiextensions/v1.JSONSchemaProps:20,10,36,36 26:oneOf:or:apiextensions/v1.JSONSchemaProps:20,10,36,36 27:anyOf:or:apiextensions/v1.JSONSchemaProps:20,10,36,36 28:not:op:apiextensions/v1.JSONSchemaProps:20,10,36,36 29:properties:om:apiextensions/v1.JSONSchemaProps:20,10,36,36 30:additionalProperties:op:apiextensions/v1.JSONSchemaPropsOrBool:20,10,36,36 31:patternProperties:om:apiextensions/v1.JSONSchemaProps:20,10,36,36 32:dependencies:om:apiextensions/v1.JSONSchemaPropsOrStringArray:20,10,36,36 33:additionalItems:op:apiextensions/v1.JSONSchemaPropsOrBool:20,10,36,36 34:definitions:om:apiextensions/v1.JSONSchemaProps:20,10,36,36 35:externalDocs:op:apiextensions/v1.ExternalDocumentation:20,10,36,36 36:example:op:apiextensions/v1.JSON:20,10,36,36 37:nullable:o:bool:20,10,36,36 38:x-kubernetes-preserve-unknown-fields:op:bool:20,10,36,36 39:x-kubernetes-embedded-resource:o:bool:20,10,36,36 40:x-kubernetes-int-or-string:o:bool:20,10,36,36 41:x-kubernetes-list-map-keys:or:string:20,10,36,36 42:x-kubernetes-list-type:op:string:20,10,36,36 43:x-kubernetes-map-type:op:string:20,10,36,36',
  'apiextensions/v1.JSONSchemaPropsOrArray':
    '1:schema::apiextensions/v1.JSONSchemaProps:20,10,36,36 2:jSONSchemas:r:apiextensions/v1.JSONSchemaProps:20,10,36,36',
  'apiextensions/v1.JSONSchemaPropsOrBool': '1:allows::bool:20,10,36,36 2:schema::apiextensions/v1.JSONSchemaProps:20,10,36,36',
  'apiextensions/v1.JSONSchemaPropsOrStringArray':
    '1:schema::apiextensions/v1.JSONSchemaProps:20,10,36,36 2:property:r:string:20,10,36,36',
  'apiextensions/v1.ServiceReference':
    '1:namespace::string:20,10,36,36 2:name::string:20,10,36,36 3:path:op:string:20,10,36,36 4:port:op:int32:20,10,36,36',
  'apiextensions/v1.WebhookClientConfig':
    '1:service:op:apiextensions/v1.ServiceReference:20,10,36,36 2:caBundle:o:bytes:20,10,36,36 3:url:op:string:20,10,36,36',
  'apiextensions/v1.WebhookConversion':
    '2:clientConfig:op:apiextensions/v1.WebhookClientConfig:20,10,36,36 3:conversionReviewVersions:r:string:20,10,36,36',
  'apiextensions/v1beta1.ConversionRequest':
    '1:uid::string:20,10,36,36 2:desiredAPIVersion::string:20,10,36,36 3:objects:r:runtime.RawExtension:20,10,36,36',
  'apiextensions/v1beta1.ConversionResponse':
    '1:uid::string:20,10,36,36 2:convertedObjects:r:runtime.RawExtension:20,10,36,36 3:result::meta/v1.Status:20,10,36,36',
  'apiextensions/v1beta1.ConversionReview':
    '1:request:op:apiextensions/v1beta1.ConversionRequest:20,10,36,36 2:response:op:apiextensions/v1beta1.ConversionResponse:20,10,36,36',
  'apiextensions/v1beta1.CustomResourceColumnDefinition':
    '1:name::string:20,10,36,36 2:type::string:20,10,36,36 3:format:o:string:20,10,36,36 4:description:o:string:20,10,36,36 5:priority:o:int32:20,10,36,36 6:JSONPath::string:20,10,36,36',
  'apiextensions/v1beta1.CustomResourceConversion':
    '1:strategy::string:20,10,36,36 2:webhookClientConfig:op:apiextensions/v1beta1.WebhookClientConfig:20,10,36,36 3:conversionReviewVersions:or:string:20,10,36,36',
  'apiextensions/v1beta1.CustomResourceDefinition':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec::apiextensions/v1beta1.CustomResourceDefinitionSpec 3:status:o:apiextensions/v1beta1.CustomResourceDefinitionStatus',
  'apiextensions/v1beta1.CustomResourceDefinitionCondition':
    '1:type::string 2:status::string 3:lastTransitionTime:o:meta/v1.Time 4:reason:o:string 5:message:o:string',
  'apiextensions/v1beta1.CustomResourceDefinitionList':
    '1:metadata:o:meta/v1.ListMeta 2:items:r:apiextensions/v1beta1.CustomResourceDefinition',
  'apiextensions/v1beta1.CustomResourceDefinitionNames':
    '1:plural::string 2:singular:o:string 3:shortNames:or:string 4:kind::string 5:listKind:o:string 6:categories:or:string:20,10,36,36',
  'apiextensions/v1beta1.CustomResourceDefinitionSpec':
    '1:group::string 2:version:o:string 3:names::apiextensions/v1beta1.CustomResourceDefinitionNames 4:scope::string 5:validation:op:apiextensions/v1beta1.CustomResourceValidation 6:subresources:op:apiextensions/v1beta1.CustomResourceSubresources:20,10,36,36 7:versions:or:apiextensions/v1beta1.CustomResourceDefinitionVersion:20,10,36,36 8:additionalPrinterColumns:or:apiextensions/v1beta1.CustomResourceColumnDefinition:20,10,36,36 9:conversion:op:apiextensions/v1beta1.CustomResourceConversion:20,10,36,36 10:preserveUnknownFields:op:bool:20,10,36,36',
  'apiextensions/v1beta1.CustomResourceDefinitionStatus':
    '1:conditions:r:apiextensions/v1beta1.CustomResourceDefinitionCondition 2:acceptedNames::apiextensions/v1beta1.CustomResourceDefinitionNames 3:storedVersions:r:string:20,10,36,36',
  'apiextensions/v1beta1.CustomResourceDefinitionVersion':
    '1:name::string:20,10,36,36 2:served::bool:20,10,36,36 3:storage::bool:20,10,36,36 4:schema:op:apiextensions/v1beta1.CustomResourceValidation:20,10,36,36 5:subresources:op:apiextensions/v1beta1.CustomResourceSubresources:20,10,36,36 6:additionalPrinterColumns:or:apiextensions/v1beta1.CustomResourceColumnDefinition:20,10,36,36 7:deprecated:o:bool:20,10,36,36 8:deprecationWarning:op:string:20,10,36,36',
  'apiextensions/v1beta1.CustomResourceSubresourceScale':
    '1:specReplicasPath::string:20,10,36,36 2:statusReplicasPath::string:20,10,36,36 3:labelSelectorPath:op:string:20,10,36,36',
  'apiextensions/v1beta1.CustomResourceSubresourceStatus': '',
  'apiextensions/v1beta1.CustomResourceSubresources':
    '1:status:op:apiextensions/v1beta1.CustomResourceSubresourceStatus:20,10,36,36 2:scale:op:apiextensions/v1beta1.CustomResourceSubresourceScale:20,10,36,36',
  'apiextensions/v1beta1.CustomResourceValidation': '1:openAPIV3Schema:op:apiextensions/v1beta1.JSONSchemaProps',
  'apiextensions/v1beta1.ExternalDocumentation': '1:description:o:string 2:url:o:string',
  'apiextensions/v1beta1.JSON': '1:raw::bytes',
  'apiextensions/v1beta1.JSONSchemaProps':
    '1:id:o:string 2:$schema:o:string 3:$ref:op:string 4:description:o:string 5:type:o:string 6:format:o:string 7:title:o:string 8:default:op:apiextensions/v1beta1.JSON 9:maximum:op:double 10:exclusiveMaximum:o:bool 11:minimum:op:double 12:exclusiveMinimum:o:bool 13:maxLength:op:int64 14:minLength:op:int64 15:pattern:o:string 16:maxItems:op:int64 17:minItems:op:int64 18:uniqueItems:o:bool 19:multipleOf:op:double 20:enum:or:apiextensions/v1beta1.JSON 21:maxProperties:op:int64 22:minProperties:op:int64 23:required:or:string 24:items:op:apiextensions/v1beta1.JSONSchemaPropsOrArray 25:allOf:or:apiextensions/v1beta1.JSONSchemaProps 26:oneOf:or:apiextensions/v1beta1.JSONSchemaProps 27:anyOf:or:apiextensions/v1beta1.JSONSchemaProps 28:not:op:apiextensions/v1beta1.JSONSchemaProps 29:properties:om:apiextensions/v1beta1.JSONSchemaProps 30:additionalProperties:op:apiextensions/v1beta1.JSONSchemaPropsOrBool 31:patternProperties:om:apiextensions/v1beta1.JSONSchemaProps 32:dependencies:om:apiextensions/v1beta1.JSONSchemaPropsOrStringArray 33:additionalItems:op:apiextensions/v1beta1.JSONSchemaPropsOrBool 34:definitions:om:apiextensions/v1beta1.JSONSchemaProps 35:externalDocs:op:apiextensions/v1beta1.ExternalDocumentation 36:example:op:apiextensions/v1beta1.JSON 37:nullable:o:bool:20,10,36,36 38:x-kubernetes-preserve-unknown-fields:op:bool:20,10,36,36 39:x-kubernetes-embedded-resource:o:bool:20,10,36,36 40:x-kubernetes-int-or-string:o:bool:20,10,36,36 41:x-kubernetes-list-map-keys:or:string:20,10,36,36 42:x-kubernetes-list-type:op:string:20,10,36,36 43:x-kubernetes-map-type:op:string:20,10,36,36',
  'apiextensions/v1beta1.JSONSchemaPropsOrArray':
    '1:schema::apiextensions/v1beta1.JSONSchemaProps 2:jSONSchemas:r:apiextensions/v1beta1.JSONSchemaProps',
  'apiextensions/v1beta1.JSONSchemaPropsOrBool': '1:allows::bool 2:schema::apiextensions/v1beta1.JSONSchemaProps',
  'apiextensions/v1beta1.JSONSchemaPropsOrStringArray': '1:schema::apiextensions/v1beta1.JSONSchemaProps 2:property:r:string',
  'apiextensions/v1beta1.ServiceReference':
    '1:namespace::string:20,10,36,36 2:name::string:20,10,36,36 3:path:op:string:20,10,36,36 4:port:op:int32:20,10,36,36',
  'apiextensions/v1beta1.WebhookClientConfig':
    '1:service:op:apiextensions/v1beta1.ServiceReference:20,10,36,36 2:caBundle:o:bytes:20,10,36,36 3:url:op:string:20,10,36,36',
  'apiregistration/v1.APIService':
    '1:metadata:o:meta/v1.ObjectMeta:20,10,36,36 2:spec:o:apiregistration/v1.APIServiceSpec:20,10,36,36 3:status:o:apiregistration/v1.APIServiceStatus:20,10,36,36',
  'apiregistration/v1.APIServiceCondition':
    '1:type::string:20,10,36,36 2:status::string:20,10,36,36 3:lastTransitionTime:o:meta/v1.Time:20,10,36,36 4:reason:o:string:20,10,36,36 5:message:o:string:20,10,36,36',
  'apiregistration/v1.APIServiceList':
    '1:metadata:o:meta/v1.ListMeta:20,10,36,36 2:items:r:apiregistration/v1.APIService:20,10,36,36',
  'apiregistration/v1.APIServiceSpec':
    '1:service:op:apiregistration/v1.ServiceReference:20,10,36,36 2:group:o:string:20,10,36,36 3:version:o:string:20,10,36,36 4:insecureSkipTLSVerify:o:bool:20,10,36,36 5:caBundle:o:bytes:20,10,36,36 7:groupPriorityMinimum::int32:20,10,36,36 8:versionPriority::int32:20,10,36,36',
  'apiregistration/v1.APIServiceStatus': '1:conditions:or:apiregistration/v1.APIServiceCondition:20,10,36,36',
  'apiregistration/v1.ServiceReference':
    '1:namespace:o:string:20,10,36,36 2:name:o:string:20,10,36,36 3:port:op:int32:20,10,36,36',
  'apiregistration/v1beta1.APIService':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:apiregistration/v1beta1.APIServiceSpec 3:status:o:apiregistration/v1beta1.APIServiceStatus',
  'apiregistration/v1beta1.APIServiceCondition':
    '1:type::string 2:status::string 3:lastTransitionTime:o:meta/v1.Time 4:reason:o:string 5:message:o:string',
  'apiregistration/v1beta1.APIServiceList': '1:metadata:o:meta/v1.ListMeta 2:items:r:apiregistration/v1beta1.APIService',
  'apiregistration/v1beta1.APIServiceSpec':
    '1:service:op:apiregistration/v1beta1.ServiceReference 2:group:o:string 3:version:o:string 4:insecureSkipTLSVerify:o:bool 5:caBundle:o:bytes 7:groupPriorityMinimum::int32 8:versionPriority::int32',
  'apiregistration/v1beta1.APIServiceStatus': '1:conditions:or:apiregistration/v1beta1.APIServiceCondition',
  'apiregistration/v1beta1.ServiceReference': '1:namespace:o:string 2:name:o:string 3:port:op:int32:20,10,36,36',
  'apps/v1.ControllerRevision': '1:metadata:o:meta/v1.ObjectMeta 2:data:o:runtime.RawExtension 3:revision::int64',
  'apps/v1.ControllerRevisionList': '1:metadata:o:meta/v1.ListMeta 2:items:r:apps/v1.ControllerRevision',
  'apps/v1.DaemonSet': '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:apps/v1.DaemonSetSpec 3:status:o:apps/v1.DaemonSetStatus',
  'apps/v1.DaemonSetCondition':
    '1:type::string 2:status::string 3:lastTransitionTime:o:meta/v1.Time 4:reason:o:string 5:message:o:string',
  'apps/v1.DaemonSetList': '1:metadata:o:meta/v1.ListMeta 2:items:r:apps/v1.DaemonSet',
  'apps/v1.DaemonSetSpec':
    '1:selector:p:meta/v1.LabelSelector 2:template::core/v1.PodTemplateSpec 3:updateStrategy:o:apps/v1.DaemonSetUpdateStrategy 4:minReadySeconds:o:int32 6:revisionHistoryLimit:op:int32',
  'apps/v1.DaemonSetStatus':
    '1:currentNumberScheduled::int32 2:numberMisscheduled::int32 3:desiredNumberScheduled::int32 4:numberReady::int32 5:observedGeneration:o:int64 6:updatedNumberScheduled:o:int32 7:numberAvailable:o:int32 8:numberUnavailable:o:int32 9:collisionCount:op:int32 10:conditions:or:apps/v1.DaemonSetCondition',
  'apps/v1.DaemonSetUpdateStrategy': '1:type:o:string 2:rollingUpdate:op:apps/v1.RollingUpdateDaemonSet',
  'apps/v1.Deployment': '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:apps/v1.DeploymentSpec 3:status:o:apps/v1.DeploymentStatus',
  'apps/v1.DeploymentCondition':
    '1:type::string 2:status::string 4:reason:o:string 5:message:o:string 6:lastUpdateTime:o:meta/v1.Time 7:lastTransitionTime:o:meta/v1.Time',
  'apps/v1.DeploymentList': '1:metadata:o:meta/v1.ListMeta 2:items:r:apps/v1.Deployment',
  'apps/v1.DeploymentSpec':
    '1:replicas:op:int32 2:selector:p:meta/v1.LabelSelector 3:template::core/v1.PodTemplateSpec 4:strategy:o:apps/v1.DeploymentStrategy 5:minReadySeconds:o:int32 6:revisionHistoryLimit:op:int32 7:paused:o:bool 9:progressDeadlineSeconds:op:int32',
  'apps/v1.DeploymentStatus':
    '1:observedGeneration:o:int64 2:replicas:o:int32 3:updatedReplicas:o:int32 4:availableReplicas:o:int32 5:unavailableReplicas:o:int32 6:conditions:or:apps/v1.DeploymentCondition 7:readyReplicas:o:int32 8:collisionCount:op:int32 9:terminatingReplicas:op:int32:33,31,36,36',
  'apps/v1.DeploymentStrategy': '1:type:o:string 2:rollingUpdate:op:apps/v1.RollingUpdateDeployment',
  'apps/v1.ReplicaSet': '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:apps/v1.ReplicaSetSpec 3:status:o:apps/v1.ReplicaSetStatus',
  'apps/v1.ReplicaSetCondition':
    '1:type::string 2:status::string 3:lastTransitionTime:o:meta/v1.Time 4:reason:o:string 5:message:o:string',
  'apps/v1.ReplicaSetList': '1:metadata:o:meta/v1.ListMeta 2:items:r:apps/v1.ReplicaSet',
  'apps/v1.ReplicaSetSpec':
    '1:replicas:op:int32 2:selector:p:meta/v1.LabelSelector 3:template:o:core/v1.PodTemplateSpec 4:minReadySeconds:o:int32',
  'apps/v1.ReplicaSetStatus':
    '1:replicas::int32 2:fullyLabeledReplicas:o:int32 3:observedGeneration:o:int64 4:readyReplicas:o:int32 5:availableReplicas:o:int32 6:conditions:or:apps/v1.ReplicaSetCondition 7:terminatingReplicas:op:int32:33,31,36,36',
  'apps/v1.RollingUpdateDaemonSet': '1:maxUnavailable:op:intstr.IntOrString 2:maxSurge:op:intstr.IntOrString:22,21,36,36',
  'apps/v1.RollingUpdateDeployment': '1:maxUnavailable:op:intstr.IntOrString 2:maxSurge:op:intstr.IntOrString',
  'apps/v1.RollingUpdateStatefulSetStrategy': '1:partition:op:int32 2:maxUnavailable:op:intstr.IntOrString:25,23,36,36',
  'apps/v1.StatefulSet': '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:apps/v1.StatefulSetSpec 3:status:o:apps/v1.StatefulSetStatus',
  'apps/v1.StatefulSetCondition':
    '1:type::string 2:status::string 3:lastTransitionTime:o:meta/v1.Time 4:reason:o:string 5:message:o:string',
  'apps/v1.StatefulSetList': '1:metadata:o:meta/v1.ListMeta 2:items:r:apps/v1.StatefulSet',
  'apps/v1.StatefulSetOrdinals': '1:start::int32:28,26,36,36',
  'apps/v1.StatefulSetPersistentVolumeClaimRetentionPolicy':
    '1:whenDeleted:o:string:25,23,36,36 2:whenScaled:o:string:25,23,36,36',
  'apps/v1.StatefulSetSpec':
    '1:replicas:op:int32 2:selector:p:meta/v1.LabelSelector 3:template::core/v1.PodTemplateSpec 4:volumeClaimTemplates:or:core/v1.PersistentVolumeClaim 5:serviceName::string 6:podManagementPolicy:o:string 7:updateStrategy:o:apps/v1.StatefulSetUpdateStrategy 8:revisionHistoryLimit:op:int32 9:minReadySeconds:o:int32:22,21,36,36 10:persistentVolumeClaimRetentionPolicy:op:apps/v1.StatefulSetPersistentVolumeClaimRetentionPolicy:25,23,36,36 11:ordinals:op:apps/v1.StatefulSetOrdinals:28,26,36,36',
  'apps/v1.StatefulSetStatus':
    '1:observedGeneration:o:int64 2:replicas::int32 3:readyReplicas:o:int32 4:currentReplicas:o:int32 5:updatedReplicas:o:int32 6:currentRevision:o:string 7:updateRevision:o:string 9:collisionCount:op:int32 10:conditions:or:apps/v1.StatefulSetCondition 11:availableReplicas::int32:22,21,36,36',
  'apps/v1.StatefulSetUpdateStrategy': '1:type:o:string 2:rollingUpdate:op:apps/v1.RollingUpdateStatefulSetStrategy',
  'apps/v1beta1.ControllerRevision': '1:metadata:o:meta/v1.ObjectMeta 2:data:o:runtime.RawExtension 3:revision::int64',
  'apps/v1beta1.ControllerRevisionList': '1:metadata:o:meta/v1.ListMeta 2:items:r:apps/v1beta1.ControllerRevision',
  'apps/v1beta1.Deployment':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:apps/v1beta1.DeploymentSpec 3:status:o:apps/v1beta1.DeploymentStatus',
  'apps/v1beta1.DeploymentCondition':
    '1:type::string 2:status::string 4:reason:o:string 5:message:o:string 6:lastUpdateTime:o:meta/v1.Time 7:lastTransitionTime:o:meta/v1.Time',
  'apps/v1beta1.DeploymentList': '1:metadata:o:meta/v1.ListMeta 2:items:r:apps/v1beta1.Deployment',
  'apps/v1beta1.DeploymentRollback': '1:name::string 2:updatedAnnotations:om:string 3:rollbackTo::apps/v1beta1.RollbackConfig',
  'apps/v1beta1.DeploymentSpec':
    '1:replicas:op:int32 2:selector:op:meta/v1.LabelSelector 3:template::core/v1.PodTemplateSpec 4:strategy:o:apps/v1beta1.DeploymentStrategy 5:minReadySeconds:o:int32 6:revisionHistoryLimit:op:int32 7:paused:o:bool 8:rollbackTo:op:apps/v1beta1.RollbackConfig 9:progressDeadlineSeconds:op:int32',
  'apps/v1beta1.DeploymentStatus':
    '1:observedGeneration:o:int64 2:replicas:o:int32 3:updatedReplicas:o:int32 4:availableReplicas:o:int32 5:unavailableReplicas:o:int32 6:conditions:or:apps/v1beta1.DeploymentCondition 7:readyReplicas:o:int32 8:collisionCount:op:int32 9:terminatingReplicas:op:int32:33,31,36,36',
  'apps/v1beta1.DeploymentStrategy': '1:type:o:string 2:rollingUpdate:op:apps/v1beta1.RollingUpdateDeployment',
  'apps/v1beta1.RollbackConfig': '1:revision:o:int64',
  'apps/v1beta1.RollingUpdateDeployment': '1:maxUnavailable:op:intstr.IntOrString 2:maxSurge:op:intstr.IntOrString',
  'apps/v1beta1.RollingUpdateStatefulSetStrategy': '1:partition:op:int32 2:maxUnavailable:op:intstr.IntOrString:25,23,36,36',
  'apps/v1beta1.Scale': '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:apps/v1beta1.ScaleSpec 3:status:o:apps/v1beta1.ScaleStatus',
  'apps/v1beta1.ScaleSpec': '1:replicas:o:int32',
  'apps/v1beta1.ScaleStatus': '1:replicas::int32 2:selector:om:string 3:targetSelector:o:string',
  'apps/v1beta1.StatefulSet':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:apps/v1beta1.StatefulSetSpec 3:status:o:apps/v1beta1.StatefulSetStatus',
  'apps/v1beta1.StatefulSetCondition':
    '1:type::string 2:status::string 3:lastTransitionTime:o:meta/v1.Time 4:reason:o:string 5:message:o:string',
  'apps/v1beta1.StatefulSetList': '1:metadata:o:meta/v1.ListMeta 2:items:r:apps/v1beta1.StatefulSet',
  'apps/v1beta1.StatefulSetOrdinals': '1:start::int32:28,26,36,36',
  'apps/v1beta1.StatefulSetPersistentVolumeClaimRetentionPolicy':
    '1:whenDeleted:o:string:25,23,36,36 2:whenScaled:o:string:25,23,36,36',
  'apps/v1beta1.StatefulSetSpec':
    '1:replicas:op:int32 2:selector:op:meta/v1.LabelSelector 3:template::core/v1.PodTemplateSpec 4:volumeClaimTemplates:or:core/v1.PersistentVolumeClaim 5:serviceName::string 6:podManagementPolicy:o:string 7:updateStrategy:o:apps/v1beta1.StatefulSetUpdateStrategy 8:revisionHistoryLimit:op:int32 9:minReadySeconds:o:int32:22,21,36,36 10:persistentVolumeClaimRetentionPolicy:op:apps/v1beta1.StatefulSetPersistentVolumeClaimRetentionPolicy:25,23,36,36 11:ordinals:op:apps/v1beta1.StatefulSetOrdinals:28,26,36,36',
  'apps/v1beta1.StatefulSetStatus':
    '1:observedGeneration:op:int64 2:replicas::int32 3:readyReplicas:o:int32 4:currentReplicas:o:int32 5:updatedReplicas:o:int32 6:currentRevision:o:string 7:updateRevision:o:string 9:collisionCount:op:int32 10:conditions:or:apps/v1beta1.StatefulSetCondition 11:availableReplicas::int32:22,21,36,36',
  'apps/v1beta1.StatefulSetUpdateStrategy': '1:type:o:string 2:rollingUpdate:op:apps/v1beta1.RollingUpdateStatefulSetStrategy',
  'apps/v1beta2.ControllerRevision': '1:metadata:o:meta/v1.ObjectMeta 2:data:o:runtime.RawExtension 3:revision::int64',
  'apps/v1beta2.ControllerRevisionList': '1:metadata:o:meta/v1.ListMeta 2:items:r:apps/v1beta2.ControllerRevision',
  'apps/v1beta2.DaemonSet':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:apps/v1beta2.DaemonSetSpec 3:status:o:apps/v1beta2.DaemonSetStatus',
  'apps/v1beta2.DaemonSetCondition':
    '1:type::string 2:status::string 3:lastTransitionTime:o:meta/v1.Time 4:reason:o:string 5:message:o:string',
  'apps/v1beta2.DaemonSetList': '1:metadata:o:meta/v1.ListMeta 2:items:r:apps/v1beta2.DaemonSet',
  'apps/v1beta2.DaemonSetSpec':
    '1:selector:p:meta/v1.LabelSelector 2:template::core/v1.PodTemplateSpec 3:updateStrategy:o:apps/v1beta2.DaemonSetUpdateStrategy 4:minReadySeconds:o:int32 6:revisionHistoryLimit:op:int32',
  'apps/v1beta2.DaemonSetStatus':
    '1:currentNumberScheduled::int32 2:numberMisscheduled::int32 3:desiredNumberScheduled::int32 4:numberReady::int32 5:observedGeneration:o:int64 6:updatedNumberScheduled:o:int32 7:numberAvailable:o:int32 8:numberUnavailable:o:int32 9:collisionCount:op:int32 10:conditions:or:apps/v1beta2.DaemonSetCondition',
  'apps/v1beta2.DaemonSetUpdateStrategy': '1:type:o:string 2:rollingUpdate:op:apps/v1beta2.RollingUpdateDaemonSet',
  'apps/v1beta2.Deployment':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:apps/v1beta2.DeploymentSpec 3:status:o:apps/v1beta2.DeploymentStatus',
  'apps/v1beta2.DeploymentCondition':
    '1:type::string 2:status::string 4:reason:o:string 5:message:o:string 6:lastUpdateTime:o:meta/v1.Time 7:lastTransitionTime:o:meta/v1.Time',
  'apps/v1beta2.DeploymentList': '1:metadata:o:meta/v1.ListMeta 2:items:r:apps/v1beta2.Deployment',
  'apps/v1beta2.DeploymentSpec':
    '1:replicas:op:int32 2:selector:p:meta/v1.LabelSelector 3:template::core/v1.PodTemplateSpec 4:strategy:o:apps/v1beta2.DeploymentStrategy 5:minReadySeconds:o:int32 6:revisionHistoryLimit:op:int32 7:paused:o:bool 9:progressDeadlineSeconds:op:int32',
  'apps/v1beta2.DeploymentStatus':
    '1:observedGeneration:o:int64 2:replicas:o:int32 3:updatedReplicas:o:int32 4:availableReplicas:o:int32 5:unavailableReplicas:o:int32 6:conditions:or:apps/v1beta2.DeploymentCondition 7:readyReplicas:o:int32 8:collisionCount:op:int32 9:terminatingReplicas:op:int32:33,31,36,36',
  'apps/v1beta2.DeploymentStrategy': '1:type:o:string 2:rollingUpdate:op:apps/v1beta2.RollingUpdateDeployment',
  'apps/v1beta2.ReplicaSet':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:apps/v1beta2.ReplicaSetSpec 3:status:o:apps/v1beta2.ReplicaSetStatus',
  'apps/v1beta2.ReplicaSetCondition':
    '1:type::string 2:status::string 3:lastTransitionTime:o:meta/v1.Time 4:reason:o:string 5:message:o:string',
  'apps/v1beta2.ReplicaSetList': '1:metadata:o:meta/v1.ListMeta 2:items:r:apps/v1beta2.ReplicaSet',
  'apps/v1beta2.ReplicaSetSpec':
    '1:replicas:op:int32 2:selector:p:meta/v1.LabelSelector 3:template:o:core/v1.PodTemplateSpec 4:minReadySeconds:o:int32',
  'apps/v1beta2.ReplicaSetStatus':
    '1:replicas::int32 2:fullyLabeledReplicas:o:int32 3:observedGeneration:o:int64 4:readyReplicas:o:int32 5:availableReplicas:o:int32 6:conditions:or:apps/v1beta2.ReplicaSetCondition 7:terminatingReplicas:op:int32:33,31,36,36',
  'apps/v1beta2.RollingUpdateDaemonSet': '1:maxUnavailable:op:intstr.IntOrString 2:maxSurge:op:intstr.IntOrString:22,21,36,36',
  'apps/v1beta2.RollingUpdateDeployment': '1:maxUnavailable:op:intstr.IntOrString 2:maxSurge:op:intstr.IntOrString',
  'apps/v1beta2.RollingUpdateStatefulSetStrategy': '1:partition:op:int32 2:maxUnavailable:op:intstr.IntOrString:25,23,36,36',
  'apps/v1beta2.Scale': '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:apps/v1beta2.ScaleSpec 3:status:o:apps/v1beta2.ScaleStatus',
  'apps/v1beta2.ScaleSpec': '1:replicas:o:int32',
  'apps/v1beta2.ScaleStatus': '1:replicas::int32 2:selector:om:string 3:targetSelector:o:string',
  'apps/v1beta2.StatefulSet':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:apps/v1beta2.StatefulSetSpec 3:status:o:apps/v1beta2.StatefulSetStatus',
  'apps/v1beta2.StatefulSetCondition':
    '1:type::string 2:status::string 3:lastTransitionTime:o:meta/v1.Time 4:reason:o:string 5:message:o:string',
  'apps/v1beta2.StatefulSetList': '1:metadata:o:meta/v1.ListMeta 2:items:r:apps/v1beta2.StatefulSet',
  'apps/v1beta2.StatefulSetOrdinals': '1:start::int32:28,26,36,36',
  'apps/v1beta2.StatefulSetPersistentVolumeClaimRetentionPolicy':
    '1:whenDeleted:o:string:25,23,36,36 2:whenScaled:o:string:25,23,36,36',
  'apps/v1beta2.StatefulSetSpec':
    '1:replicas:op:int32 2:selector:p:meta/v1.LabelSelector 3:template::core/v1.PodTemplateSpec 4:volumeClaimTemplates:or:core/v1.PersistentVolumeClaim 5:serviceName::string 6:podManagementPolicy:o:string 7:updateStrategy:o:apps/v1beta2.StatefulSetUpdateStrategy 8:revisionHistoryLimit:op:int32 9:minReadySeconds:o:int32:22,21,36,36 10:persistentVolumeClaimRetentionPolicy:op:apps/v1beta2.StatefulSetPersistentVolumeClaimRetentionPolicy:25,23,36,36 11:ordinals:op:apps/v1beta2.StatefulSetOrdinals:28,26,36,36',
  'apps/v1beta2.StatefulSetStatus':
    '1:observedGeneration:o:int64 2:replicas::int32 3:readyReplicas:o:int32 4:currentReplicas:o:int32 5:updatedReplicas:o:int32 6:currentRevision:o:string 7:updateRevision:o:string 9:collisionCount:op:int32 10:conditions:or:apps/v1beta2.StatefulSetCondition 11:availableReplicas::int32:22,21,36,36',
  'apps/v1beta2.StatefulSetUpdateStrategy': '1:type:o:string 2:rollingUpdate:op:apps/v1beta2.RollingUpdateStatefulSetStrategy',
  'auditregistration/v1alpha1.AuditSink':
    '1:metadata:o:meta/v1.ObjectMeta:16,13,16,18 2:spec:o:auditregistration/v1alpha1.AuditSinkSpec:16,13,16,18',
  'auditregistration/v1alpha1.AuditSinkList':
    '1:metadata:o:meta/v1.ListMeta:16,13,16,18 2:items:r:auditregistration/v1alpha1.AuditSink:16,13,16,18',
  'auditregistration/v1alpha1.AuditSinkSpec':
    '1:policy::auditregistration/v1alpha1.Policy:16,13,16,18 2:webhook::auditregistration/v1alpha1.Webhook:16,13,16,18',
  'auditregistration/v1alpha1.Policy': '1:level::string:16,13,16,18 2:stages:r:string:16,13,16,18',
  'auditregistration/v1alpha1.ServiceReference':
    '1:namespace::string:16,13,16,18 2:name::string:16,13,16,18 3:path:op:string:16,13,16,18 4:port:op:int32:16,13,16,18',
  'auditregistration/v1alpha1.Webhook':
    '1:throttle:op:auditregistration/v1alpha1.WebhookThrottleConfig:16,13,16,18 2:clientConfig::auditregistration/v1alpha1.WebhookClientConfig:16,13,16,18',
  'auditregistration/v1alpha1.WebhookClientConfig':
    '1:url:op:string:16,13,16,18 2:service:op:auditregistration/v1alpha1.ServiceReference:16,13,16,18 3:caBundle:o:bytes:16,13,16,18',
  'auditregistration/v1alpha1.WebhookThrottleConfig': '1:qps:op:int64:16,13,16,18 2:burst:op:int64:16,13,16,18',
  'autoscaling/v1.ContainerResourceMetricSource':
    '1:name::string:20,20,36,36 2:targetAverageUtilization:op:int32:20,20,36,36 3:targetAverageValue:op:quantity.Quantity:20,20,36,36 5:container::string:20,20,36,36',
  'autoscaling/v1.ContainerResourceMetricStatus':
    '1:name::string:20,20,36,36 2:currentAverageUtilization:op:int32:20,20,36,36 3:currentAverageValue::quantity.Quantity:20,20,36,36 4:container::string:20,20,36,36',
  'autoscaling/v1.CrossVersionObjectReference': '1:kind::string 2:name::string 3:apiVersion:o:string',
  'autoscaling/v1.ExternalMetricSource':
    '1:metricName::string:12,10,36,36 2:metricSelector:op:meta/v1.LabelSelector:12,10,36,36 3:targetValue:op:quantity.Quantity:12,10,36,36 4:targetAverageValue:op:quantity.Quantity:12,10,36,36',
  'autoscaling/v1.ExternalMetricStatus':
    '1:metricName::string:12,10,36,36 2:metricSelector:op:meta/v1.LabelSelector:12,10,36,36 3:currentValue::quantity.Quantity:12,10,36,36 4:currentAverageValue:op:quantity.Quantity:12,10,36,36',
  'autoscaling/v1.HorizontalPodAutoscaler':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:autoscaling/v1.HorizontalPodAutoscalerSpec 3:status:o:autoscaling/v1.HorizontalPodAutoscalerStatus',
  'autoscaling/v1.HorizontalPodAutoscalerCondition':
    '1:type::string 2:status::string 3:lastTransitionTime:o:meta/v1.Time 4:reason:o:string 5:message:o:string',
  'autoscaling/v1.HorizontalPodAutoscalerList': '1:metadata:o:meta/v1.ListMeta 2:items:r:autoscaling/v1.HorizontalPodAutoscaler',
  'autoscaling/v1.HorizontalPodAutoscalerSpec':
    '1:scaleTargetRef::autoscaling/v1.CrossVersionObjectReference 2:minReplicas:op:int32 3:maxReplicas::int32 4:targetCPUUtilizationPercentage:op:int32',
  'autoscaling/v1.HorizontalPodAutoscalerStatus':
    '1:observedGeneration:op:int64 2:lastScaleTime:op:meta/v1.Time 3:currentReplicas::int32 4:desiredReplicas::int32 5:currentCPUUtilizationPercentage:op:int32',
  'autoscaling/v1.MetricSpec':
    '1:type::string 2:object:op:autoscaling/v1.ObjectMetricSource 3:pods:op:autoscaling/v1.PodsMetricSource 4:resource:op:autoscaling/v1.ResourceMetricSource 5:external:op:autoscaling/v1.ExternalMetricSource:12,10,36,36 7:containerResource:op:autoscaling/v1.ContainerResourceMetricSource:20,20,36,36',
  'autoscaling/v1.MetricStatus':
    '1:type::string 2:object:op:autoscaling/v1.ObjectMetricStatus 3:pods:op:autoscaling/v1.PodsMetricStatus 4:resource:op:autoscaling/v1.ResourceMetricStatus 5:external:op:autoscaling/v1.ExternalMetricStatus:12,10,36,36 7:containerResource:op:autoscaling/v1.ContainerResourceMetricStatus:20,20,36,36',
  'autoscaling/v1.ObjectMetricSource':
    '1:target::autoscaling/v1.CrossVersionObjectReference 2:metricName::string 3:targetValue::quantity.Quantity 4:selector:op:meta/v1.LabelSelector:12,10,36,36 5:averageValue:op:quantity.Quantity:12,10,36,36',
  'autoscaling/v1.ObjectMetricStatus':
    '1:target::autoscaling/v1.CrossVersionObjectReference 2:metricName::string 3:currentValue::quantity.Quantity 4:selector:op:meta/v1.LabelSelector:12,10,36,36 5:averageValue:op:quantity.Quantity:12,10,36,36',
  'autoscaling/v1.PodsMetricSource':
    '1:metricName::string 2:targetAverageValue::quantity.Quantity 3:selector:op:meta/v1.LabelSelector:12,10,36,36',
  'autoscaling/v1.PodsMetricStatus':
    '1:metricName::string 2:currentAverageValue::quantity.Quantity 3:selector:op:meta/v1.LabelSelector:12,10,36,36',
  'autoscaling/v1.ResourceMetricSource':
    '1:name::string 2:targetAverageUtilization:op:int32 3:targetAverageValue:op:quantity.Quantity',
  'autoscaling/v1.ResourceMetricStatus':
    '1:name::string 2:currentAverageUtilization:op:int32 3:currentAverageValue::quantity.Quantity',
  'autoscaling/v1.Scale':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:autoscaling/v1.ScaleSpec 3:status:o:autoscaling/v1.ScaleStatus',
  'autoscaling/v1.ScaleSpec': '1:replicas:o:int32',
  'autoscaling/v1.ScaleStatus': '1:replicas::int32 2:selector:o:string',
  'autoscaling/v2.ContainerResourceMetricSource':
    '1:name::string:25,23,36,36 2:target::autoscaling/v2.MetricTarget:25,23,36,36 3:container::string:25,23,36,36',
  'autoscaling/v2.ContainerResourceMetricStatus':
    '1:name::string:25,23,36,36 2:current::autoscaling/v2.MetricValueStatus:25,23,36,36 3:container::string:25,23,36,36',
  'autoscaling/v2.CrossVersionObjectReference':
    '1:kind::string:25,23,36,36 2:name::string:25,23,36,36 3:apiVersion:o:string:25,23,36,36',
  'autoscaling/v2.ExternalMetricSource':
    '1:metric::autoscaling/v2.MetricIdentifier:25,23,36,36 2:target::autoscaling/v2.MetricTarget:25,23,36,36',
  'autoscaling/v2.ExternalMetricStatus':
    '1:metric::autoscaling/v2.MetricIdentifier:25,23,36,36 2:current::autoscaling/v2.MetricValueStatus:25,23,36,36',
  'autoscaling/v2.HPAScalingPolicy': '1:type::string:25,23,36,36 2:value::int32:25,23,36,36 3:periodSeconds::int32:25,23,36,36',
  'autoscaling/v2.HPAScalingRules':
    '1:selectPolicy:op:string:25,23,36,36 2:policies:or:autoscaling/v2.HPAScalingPolicy:25,23,36,36 3:stabilizationWindowSeconds:op:int32:25,23,36,36 4:tolerance:op:quantity.Quantity:33,31,36,36',
  'autoscaling/v2.HorizontalPodAutoscaler':
    '1:metadata:o:meta/v1.ObjectMeta:25,23,36,36 2:spec:o:autoscaling/v2.HorizontalPodAutoscalerSpec:25,23,36,36 3:status:o:autoscaling/v2.HorizontalPodAutoscalerStatus:25,23,36,36',
  'autoscaling/v2.HorizontalPodAutoscalerBehavior':
    '1:scaleUp:op:autoscaling/v2.HPAScalingRules:25,23,36,36 2:scaleDown:op:autoscaling/v2.HPAScalingRules:25,23,36,36',
  'autoscaling/v2.HorizontalPodAutoscalerCondition':
    '1:type::string:25,23,36,36 2:status::string:25,23,36,36 3:lastTransitionTime:o:meta/v1.Time:25,23,36,36 4:reason:o:string:25,23,36,36 5:message:o:string:25,23,36,36',
  'autoscaling/v2.HorizontalPodAutoscalerList':
    '1:metadata:o:meta/v1.ListMeta:25,23,36,36 2:items:r:autoscaling/v2.HorizontalPodAutoscaler:25,23,36,36',
  'autoscaling/v2.HorizontalPodAutoscalerSpec':
    '1:scaleTargetRef::autoscaling/v2.CrossVersionObjectReference:25,23,36,36 2:minReplicas:op:int32:25,23,36,36 3:maxReplicas::int32:25,23,36,36 4:metrics:or:autoscaling/v2.MetricSpec:25,23,36,36 5:behavior:op:autoscaling/v2.HorizontalPodAutoscalerBehavior:25,23,36,36',
  'autoscaling/v2.HorizontalPodAutoscalerStatus':
    '1:observedGeneration:op:int64:25,23,36,36 2:lastScaleTime:op:meta/v1.Time:25,23,36,36 3:currentReplicas:o:int32:25,23,36,36 4:desiredReplicas::int32:25,23,36,36 5:currentMetrics:r:autoscaling/v2.MetricStatus:25,23,36,36 6:conditions:or:autoscaling/v2.HorizontalPodAutoscalerCondition:25,23,36,36',
  'autoscaling/v2.MetricIdentifier': '1:name::string:25,23,36,36 2:selector:op:meta/v1.LabelSelector:25,23,36,36',
  'autoscaling/v2.MetricSpec':
    '1:type::string:25,23,36,36 2:object:op:autoscaling/v2.ObjectMetricSource:25,23,36,36 3:pods:op:autoscaling/v2.PodsMetricSource:25,23,36,36 4:resource:op:autoscaling/v2.ResourceMetricSource:25,23,36,36 5:external:op:autoscaling/v2.ExternalMetricSource:25,23,36,36 7:containerResource:op:autoscaling/v2.ContainerResourceMetricSource:25,23,36,36',
  'autoscaling/v2.MetricStatus':
    '1:type::string:25,23,36,36 2:object:op:autoscaling/v2.ObjectMetricStatus:25,23,36,36 3:pods:op:autoscaling/v2.PodsMetricStatus:25,23,36,36 4:resource:op:autoscaling/v2.ResourceMetricStatus:25,23,36,36 5:external:op:autoscaling/v2.ExternalMetricStatus:25,23,36,36 7:containerResource:op:autoscaling/v2.ContainerResourceMetricStatus:25,23,36,36',
  'autoscaling/v2.MetricTarget':
    '1:type::string:25,23,36,36 2:value:op:quantity.Quantity:25,23,36,36 3:averageValue:op:quantity.Quantity:25,23,36,36 4:averageUtilization:op:int32:25,23,36,36',
  'autoscaling/v2.MetricValueStatus':
    '1:value:op:quantity.Quantity:25,23,36,36 2:averageValue:op:quantity.Quantity:25,23,36,36 3:averageUtilization:op:int32:25,23,36,36',
  'autoscaling/v2.ObjectMetricSource':
    '1:describedObject::autoscaling/v2.CrossVersionObjectReference:25,23,36,36 2:target::autoscaling/v2.MetricTarget:25,23,36,36 3:metric::autoscaling/v2.MetricIdentifier:25,23,36,36',
  'autoscaling/v2.ObjectMetricStatus':
    '1:metric::autoscaling/v2.MetricIdentifier:25,23,36,36 2:current::autoscaling/v2.MetricValueStatus:25,23,36,36 3:describedObject::autoscaling/v2.CrossVersionObjectReference:25,23,36,36',
  'autoscaling/v2.PodsMetricSource':
    '1:metric::autoscaling/v2.MetricIdentifier:25,23,36,36 2:target::autoscaling/v2.MetricTarget:25,23,36,36',
  'autoscaling/v2.PodsMetricStatus':
    '1:metric::autoscaling/v2.MetricIdentifier:25,23,36,36 2:current::autoscaling/v2.MetricValueStatus:25,23,36,36',
  'autoscaling/v2.ResourceMetricSource': '1:name::string:25,23,36,36 2:target::autoscaling/v2.MetricTarget:25,23,36,36',
  'autoscaling/v2.ResourceMetricStatus': '1:name::string:25,23,36,36 2:current::autoscaling/v2.MetricValueStatus:25,23,36,36',
  'autoscaling/v2beta1.ContainerResourceMetricSource':
    '1:name::string:20,20,33,35 2:targetAverageUtilization:op:int32:20,20,33,35 3:targetAverageValue:op:quantity.Quantity:20,20,33,35 4:container::string:20,20,33,35',
  'autoscaling/v2beta1.ContainerResourceMetricStatus':
    '1:name::string:20,20,33,35 2:currentAverageUtilization:op:int32:20,20,33,35 3:currentAverageValue::quantity.Quantity:20,20,33,35 4:container::string:20,20,33,35',
  'autoscaling/v2beta1.CrossVersionObjectReference':
    '1:kind::string:9,9,33,35 2:name::string:9,9,33,35 3:apiVersion:o:string:9,9,33,35',
  'autoscaling/v2beta1.ExternalMetricSource':
    '1:metricName::string:12,10,33,35 2:metricSelector:op:meta/v1.LabelSelector:12,10,33,35 3:targetValue:op:quantity.Quantity:12,10,33,35 4:targetAverageValue:op:quantity.Quantity:12,10,33,35',
  'autoscaling/v2beta1.ExternalMetricStatus':
    '1:metricName::string:12,10,33,35 2:metricSelector:op:meta/v1.LabelSelector:12,10,33,35 3:currentValue::quantity.Quantity:12,10,33,35 4:currentAverageValue:op:quantity.Quantity:12,10,33,35',
  'autoscaling/v2beta1.HorizontalPodAutoscaler':
    '1:metadata:o:meta/v1.ObjectMeta:9,9,33,35 2:spec:o:autoscaling/v2beta1.HorizontalPodAutoscalerSpec:9,9,33,35 3:status:o:autoscaling/v2beta1.HorizontalPodAutoscalerStatus:9,9,33,35',
  'autoscaling/v2beta1.HorizontalPodAutoscalerCondition':
    '1:type::string:9,9,33,35 2:status::string:9,9,33,35 3:lastTransitionTime:o:meta/v1.Time:9,9,33,35 4:reason:o:string:9,9,33,35 5:message:o:string:9,9,33,35',
  'autoscaling/v2beta1.HorizontalPodAutoscalerList':
    '1:metadata:o:meta/v1.ListMeta:9,9,33,35 2:items:r:autoscaling/v2beta1.HorizontalPodAutoscaler:9,9,33,35',
  'autoscaling/v2beta1.HorizontalPodAutoscalerSpec':
    '1:scaleTargetRef::autoscaling/v2beta1.CrossVersionObjectReference:9,9,33,35 2:minReplicas:op:int32:9,9,33,35 3:maxReplicas::int32:9,9,33,35 4:metrics:or:autoscaling/v2beta1.MetricSpec:9,9,33,35',
  'autoscaling/v2beta1.HorizontalPodAutoscalerStatus':
    '1:observedGeneration:op:int64:9,9,33,35 2:lastScaleTime:op:meta/v1.Time:9,9,33,35 3:currentReplicas::int32:9,9,33,35 4:desiredReplicas::int32:9,9,33,35 5:currentMetrics:r:autoscaling/v2beta1.MetricStatus:9,9,33,35 6:conditions:r:autoscaling/v2beta1.HorizontalPodAutoscalerCondition:9,9,33,35',
  'autoscaling/v2beta1.MetricSpec':
    '1:type::string:9,9,33,35 2:object:op:autoscaling/v2beta1.ObjectMetricSource:9,9,33,35 3:pods:op:autoscaling/v2beta1.PodsMetricSource:9,9,33,35 4:resource:op:autoscaling/v2beta1.ResourceMetricSource:9,9,33,35 5:external:op:autoscaling/v2beta1.ExternalMetricSource:12,10,33,35 7:containerResource:op:autoscaling/v2beta1.ContainerResourceMetricSource:20,20,33,35',
  'autoscaling/v2beta1.MetricStatus':
    '1:type::string:9,9,33,35 2:object:op:autoscaling/v2beta1.ObjectMetricStatus:9,9,33,35 3:pods:op:autoscaling/v2beta1.PodsMetricStatus:9,9,33,35 4:resource:op:autoscaling/v2beta1.ResourceMetricStatus:9,9,33,35 5:external:op:autoscaling/v2beta1.ExternalMetricStatus:12,10,33,35 7:containerResource:op:autoscaling/v2beta1.ContainerResourceMetricStatus:20,20,33,35',
  'autoscaling/v2beta1.ObjectMetricSource':
    '1:target::autoscaling/v2beta1.CrossVersionObjectReference:9,9,33,35 2:metricName::string:9,9,33,35 3:targetValue::quantity.Quantity:9,9,33,35 4:selector:op:meta/v1.LabelSelector:12,10,33,35 5:averageValue:op:quantity.Quantity:12,10,33,35',
  'autoscaling/v2beta1.ObjectMetricStatus':
    '1:target::autoscaling/v2beta1.CrossVersionObjectReference:9,9,33,35 2:metricName::string:9,9,33,35 3:currentValue::quantity.Quantity:9,9,33,35 4:selector:op:meta/v1.LabelSelector:12,10,33,35 5:averageValue:op:quantity.Quantity:12,10,33,35',
  'autoscaling/v2beta1.PodsMetricSource':
    '1:metricName::string:9,9,33,35 2:targetAverageValue::quantity.Quantity:9,9,33,35 3:selector:op:meta/v1.LabelSelector:12,10,33,35',
  'autoscaling/v2beta1.PodsMetricStatus':
    '1:metricName::string:9,9,33,35 2:currentAverageValue::quantity.Quantity:9,9,33,35 3:selector:op:meta/v1.LabelSelector:12,10,33,35',
  'autoscaling/v2beta1.ResourceMetricSource':
    '1:name::string:9,9,33,35 2:targetAverageUtilization:op:int32:9,9,33,35 3:targetAverageValue:op:quantity.Quantity:9,9,33,35',
  'autoscaling/v2beta1.ResourceMetricStatus':
    '1:name::string:9,9,33,35 2:currentAverageUtilization:op:int32:9,9,33,35 3:currentAverageValue::quantity.Quantity:9,9,33,35',
  'autoscaling/v2beta2.ContainerResourceMetricSource':
    '1:name::string:20,20,33,35 2:target::autoscaling/v2beta2.MetricTarget:20,20,33,35 3:container::string:20,20,33,35',
  'autoscaling/v2beta2.ContainerResourceMetricStatus':
    '1:name::string:20,20,33,35 2:current::autoscaling/v2beta2.MetricValueStatus:20,20,33,35 3:container::string:20,20,33,35',
  'autoscaling/v2beta2.CrossVersionObjectReference':
    '1:kind::string:12,10,33,35 2:name::string:12,10,33,35 3:apiVersion:o:string:12,10,33,35',
  'autoscaling/v2beta2.ExternalMetricSource':
    '1:metric::autoscaling/v2beta2.MetricIdentifier:12,10,33,35 2:target::autoscaling/v2beta2.MetricTarget:12,10,33,35',
  'autoscaling/v2beta2.ExternalMetricStatus':
    '1:metric::autoscaling/v2beta2.MetricIdentifier:12,10,33,35 2:current::autoscaling/v2beta2.MetricValueStatus:12,10,33,35',
  'autoscaling/v2beta2.HPAScalingPolicy':
    '1:type::string:19,17,33,35 2:value::int32:19,17,33,35 3:periodSeconds::int32:19,17,33,35',
  'autoscaling/v2beta2.HPAScalingRules':
    '1:selectPolicy:op:string:19,17,33,35 2:policies:or:autoscaling/v2beta2.HPAScalingPolicy:19,17,33,35 3:stabilizationWindowSeconds:op:int32:19,17,33,35',
  'autoscaling/v2beta2.HorizontalPodAutoscaler':
    '1:metadata:o:meta/v1.ObjectMeta:12,10,33,35 2:spec:o:autoscaling/v2beta2.HorizontalPodAutoscalerSpec:12,10,33,35 3:status:o:autoscaling/v2beta2.HorizontalPodAutoscalerStatus:12,10,33,35',
  'autoscaling/v2beta2.HorizontalPodAutoscalerBehavior':
    '1:scaleUp:op:autoscaling/v2beta2.HPAScalingRules:19,17,33,35 2:scaleDown:op:autoscaling/v2beta2.HPAScalingRules:19,17,33,35',
  'autoscaling/v2beta2.HorizontalPodAutoscalerCondition':
    '1:type::string:12,10,33,35 2:status::string:12,10,33,35 3:lastTransitionTime:o:meta/v1.Time:12,10,33,35 4:reason:o:string:12,10,33,35 5:message:o:string:12,10,33,35',
  'autoscaling/v2beta2.HorizontalPodAutoscalerList':
    '1:metadata:o:meta/v1.ListMeta:12,10,33,35 2:items:r:autoscaling/v2beta2.HorizontalPodAutoscaler:12,10,33,35',
  'autoscaling/v2beta2.HorizontalPodAutoscalerSpec':
    '1:scaleTargetRef::autoscaling/v2beta2.CrossVersionObjectReference:12,10,33,35 2:minReplicas:op:int32:12,10,33,35 3:maxReplicas::int32:12,10,33,35 4:metrics:or:autoscaling/v2beta2.MetricSpec:12,10,33,35 5:behavior:op:autoscaling/v2beta2.HorizontalPodAutoscalerBehavior:19,17,33,35',
  'autoscaling/v2beta2.HorizontalPodAutoscalerStatus':
    '1:observedGeneration:op:int64:12,10,33,35 2:lastScaleTime:op:meta/v1.Time:12,10,33,35 3:currentReplicas::int32:12,10,33,35 4:desiredReplicas::int32:12,10,33,35 5:currentMetrics:r:autoscaling/v2beta2.MetricStatus:12,10,33,35 6:conditions:r:autoscaling/v2beta2.HorizontalPodAutoscalerCondition:12,10,33,35',
  'autoscaling/v2beta2.MetricIdentifier': '1:name::string:12,10,33,35 2:selector:op:meta/v1.LabelSelector:12,10,33,35',
  'autoscaling/v2beta2.MetricSpec':
    '1:type::string:12,10,33,35 2:object:op:autoscaling/v2beta2.ObjectMetricSource:12,10,33,35 3:pods:op:autoscaling/v2beta2.PodsMetricSource:12,10,33,35 4:resource:op:autoscaling/v2beta2.ResourceMetricSource:12,10,33,35 5:external:op:autoscaling/v2beta2.ExternalMetricSource:12,10,33,35 7:containerResource:op:autoscaling/v2beta2.ContainerResourceMetricSource:20,20,33,35',
  'autoscaling/v2beta2.MetricStatus':
    '1:type::string:12,10,33,35 2:object:op:autoscaling/v2beta2.ObjectMetricStatus:12,10,33,35 3:pods:op:autoscaling/v2beta2.PodsMetricStatus:12,10,33,35 4:resource:op:autoscaling/v2beta2.ResourceMetricStatus:12,10,33,35 5:external:op:autoscaling/v2beta2.ExternalMetricStatus:12,10,33,35 7:containerResource:op:autoscaling/v2beta2.ContainerResourceMetricStatus:20,20,33,35',
  'autoscaling/v2beta2.MetricTarget':
    '1:type::string:12,10,33,35 2:value:op:quantity.Quantity:12,10,33,35 3:averageValue:op:quantity.Quantity:12,10,33,35 4:averageUtilization:op:int32:12,10,33,35',
  'autoscaling/v2beta2.MetricValueStatus':
    '1:value:op:quantity.Quantity:12,10,33,35 2:averageValue:op:quantity.Quantity:12,10,33,35 3:averageUtilization:op:int32:12,10,33,35',
  'autoscaling/v2beta2.ObjectMetricSource':
    '1:describedObject::autoscaling/v2beta2.CrossVersionObjectReference:12,10,33,35 2:target::autoscaling/v2beta2.MetricTarget:12,10,33,35 3:metric::autoscaling/v2beta2.MetricIdentifier:12,10,33,35',
  'autoscaling/v2beta2.ObjectMetricStatus':
    '1:metric::autoscaling/v2beta2.MetricIdentifier:12,10,33,35 2:current::autoscaling/v2beta2.MetricValueStatus:12,10,33,35 3:describedObject::autoscaling/v2beta2.CrossVersionObjectReference:12,10,33,35',
  'autoscaling/v2beta2.PodsMetricSource':
    '1:metric::autoscaling/v2beta2.MetricIdentifier:12,10,33,35 2:target::autoscaling/v2beta2.MetricTarget:12,10,33,35',
  'autoscaling/v2beta2.PodsMetricStatus':
    '1:metric::autoscaling/v2beta2.MetricIdentifier:12,10,33,35 2:current::autoscaling/v2beta2.MetricValueStatus:12,10,33,35',
  'autoscaling/v2beta2.ResourceMetricSource': '1:name::string:12,10,33,35 2:target::autoscaling/v2beta2.MetricTarget:12,10,33,35',
  'autoscaling/v2beta2.ResourceMetricStatus':
    '1:name::string:12,10,33,35 2:current::autoscaling/v2beta2.MetricValueStatus:12,10,33,35',
  'batch/v1.CronJob':
    '1:metadata:o:meta/v1.ObjectMeta:22,21,36,36 2:spec:o:batch/v1.CronJobSpec:22,21,36,36 3:status:o:batch/v1.CronJobStatus:22,21,36,36',
  'batch/v1.CronJobList': '1:metadata:o:meta/v1.ListMeta:22,21,36,36 2:items:r:batch/v1.CronJob:22,21,36,36',
  'batch/v1.CronJobSpec':
    '1:schedule::string:22,21,36,36 2:startingDeadlineSeconds:op:int64:22,21,36,36 3:concurrencyPolicy:o:string:22,21,36,36 4:suspend:op:bool:22,21,36,36 5:jobTemplate::batch/v1.JobTemplateSpec:22,21,36,36 6:successfulJobsHistoryLimit:op:int32:22,21,36,36 7:failedJobsHistoryLimit:op:int32:22,21,36,36 8:timeZone:op:string:25,23,36,36',
  'batch/v1.CronJobStatus':
    '1:active:or:core/v1.ObjectReference:22,21,36,36 4:lastScheduleTime:op:meta/v1.Time:22,21,36,36 5:lastSuccessfulTime:op:meta/v1.Time:22,21,36,36',
  'batch/v1.Job': '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:batch/v1.JobSpec 3:status:o:batch/v1.JobStatus',
  'batch/v1.JobCondition':
    '1:type::string 2:status::string 3:lastProbeTime:o:meta/v1.Time 4:lastTransitionTime:o:meta/v1.Time 5:reason:o:string 6:message:o:string',
  'batch/v1.JobList': '1:metadata:o:meta/v1.ListMeta 2:items:r:batch/v1.Job',
  'batch/v1.JobSpec':
    '1:parallelism:op:int32 2:completions:op:int32 3:activeDeadlineSeconds:op:int64 4:selector:op:meta/v1.LabelSelector 5:manualSelector:op:bool 6:template::core/v1.PodTemplateSpec 7:backoffLimit:op:int32 8:ttlSecondsAfterFinished:op:int32:12,10,36,36 9:completionMode:op:string:22,21,36,36 10:suspend:op:bool:22,21,36,36 11:podFailurePolicy:op:batch/v1.PodFailurePolicy:25,23,36,36 12:backoffLimitPerIndex:op:int32:28,26,36,36 13:maxFailedIndexes:op:int32:28,26,36,36 14:podReplacementPolicy:op:string:28,26,36,36 15:managedBy:op:string:30,29,36,36 16:successPolicy:op:batch/v1.SuccessPolicy:30,29,36,36',
  'batch/v1.JobStatus':
    '1:conditions:or:batch/v1.JobCondition 2:startTime:op:meta/v1.Time 3:completionTime:op:meta/v1.Time 4:active:o:int32 5:succeeded:o:int32 6:failed:o:int32 7:completedIndexes:o:string:22,21,36,36 8:uncountedTerminatedPods:op:batch/v1.UncountedTerminatedPods:22,21,36,36 9:ready:op:int32:25,23,36,36 10:failedIndexes:op:string:28,26,36,36 11:terminating:op:int32:28,26,36,36',
  'batch/v1.JobTemplateSpec': '1:metadata:o:meta/v1.ObjectMeta:22,21,36,36 2:spec:o:batch/v1.JobSpec:22,21,36,36',
  'batch/v1.PodFailurePolicy': '1:rules:r:batch/v1.PodFailurePolicyRule:25,23,36,36',
  'batch/v1.PodFailurePolicyOnExitCodesRequirement':
    '1:containerName:op:string:25,23,36,36 2:operator::string:25,23,36,36 3:values:r:int32:25,23,36,36',
  'batch/v1.PodFailurePolicyOnPodConditionsPattern': '1:type::string:25,23,36,36 2:status::string:25,23,36,36',
  'batch/v1.PodFailurePolicyRule':
    '1:action::string:25,23,36,36 2:onExitCodes:op:batch/v1.PodFailurePolicyOnExitCodesRequirement:25,23,36,36 3:onPodConditions:or:batch/v1.PodFailurePolicyOnPodConditionsPattern:25,23,36,36',
  'batch/v1.SuccessPolicy': '1:rules:r:batch/v1.SuccessPolicyRule:30,29,36,36',
  'batch/v1.SuccessPolicyRule': '1:succeededIndexes:op:string:30,29,36,36 2:succeededCount:op:int32:30,29,36,36',
  'batch/v1.UncountedTerminatedPods': '1:succeeded:or:string:22,21,36,36 2:failed:or:string:22,21,36,36',
  'batch/v1beta1.CronJob':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:batch/v1beta1.CronJobSpec 3:status:o:batch/v1beta1.CronJobStatus',
  'batch/v1beta1.CronJobList': '1:metadata:o:meta/v1.ListMeta 2:items:r:batch/v1beta1.CronJob',
  'batch/v1beta1.CronJobSpec':
    '1:schedule::string 2:startingDeadlineSeconds:op:int64 3:concurrencyPolicy:o:string 4:suspend:op:bool 5:jobTemplate::batch/v1beta1.JobTemplateSpec 6:successfulJobsHistoryLimit:op:int32 7:failedJobsHistoryLimit:op:int32 8:timeZone:op:string:25,23,36,36',
  'batch/v1beta1.CronJobStatus':
    '1:active:or:core/v1.ObjectReference 4:lastScheduleTime:op:meta/v1.Time 5:lastSuccessfulTime:op:meta/v1.Time:22,21,36,36',
  'batch/v1beta1.JobTemplate': '1:metadata:o:meta/v1.ObjectMeta:9,9,25,27 2:template:o:batch/v1beta1.JobTemplateSpec:9,9,25,27',
  'batch/v1beta1.JobTemplateSpec': '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:batch/v1.JobSpec',
  'batch/v2alpha1.CronJob':
    '1:metadata:o:meta/v1.ObjectMeta:9,9,20,21 2:spec:o:batch/v2alpha1.CronJobSpec:9,9,20,21 3:status:o:batch/v2alpha1.CronJobStatus:9,9,20,21',
  'batch/v2alpha1.CronJobList': '1:metadata:o:meta/v1.ListMeta:9,9,20,21 2:items:r:batch/v2alpha1.CronJob:9,9,20,21',
  'batch/v2alpha1.CronJobSpec':
    '1:schedule::string:9,9,20,21 2:startingDeadlineSeconds:op:int64:9,9,20,21 3:concurrencyPolicy:o:string:9,9,20,21 4:suspend:op:bool:9,9,20,21 5:jobTemplate::batch/v2alpha1.JobTemplateSpec:9,9,20,21 6:successfulJobsHistoryLimit:op:int32:9,9,20,21 7:failedJobsHistoryLimit:op:int32:9,9,20,21',
  'batch/v2alpha1.CronJobStatus': '1:active:or:core/v1.ObjectReference:9,9,20,21 4:lastScheduleTime:op:meta/v1.Time:9,9,20,21',
  'batch/v2alpha1.JobTemplate': '1:metadata:o:meta/v1.ObjectMeta:9,9,20,21 2:template:o:batch/v2alpha1.JobTemplateSpec:9,9,20,21',
  'batch/v2alpha1.JobTemplateSpec': '1:metadata:o:meta/v1.ObjectMeta:9,9,20,21 2:spec:o:batch/v1.JobSpec:9,9,20,21',
  'certificates/v1.CertificateSigningRequest':
    '1:metadata:o:meta/v1.ObjectMeta:19,17,36,36 2:spec::certificates/v1.CertificateSigningRequestSpec:19,17,36,36 3:status:o:certificates/v1.CertificateSigningRequestStatus:19,17,36,36',
  'certificates/v1.CertificateSigningRequestCondition':
    '1:type::string:19,17,36,36 2:reason:o:string:19,17,36,36 3:message:o:string:19,17,36,36 4:lastUpdateTime:o:meta/v1.Time:19,17,36,36 5:lastTransitionTime:o:meta/v1.Time:19,17,36,36 6:status::string:19,17,36,36',
  'certificates/v1.CertificateSigningRequestList':
    '1:metadata:o:meta/v1.ListMeta:19,17,36,36 2:items:r:certificates/v1.CertificateSigningRequest:19,17,36,36',
  'certificates/v1.CertificateSigningRequestSpec':
    '1:request::bytes:19,17,36,36 2:username:o:string:19,17,36,36 3:uid:o:string:19,17,36,36 4:groups:or:string:19,17,36,36 5:usages:or:string:19,17,36,36 6:extra:om:certificates/v1.ExtraValue:19,17,36,36 7:signerName::string:19,17,36,36 8:expirationSeconds:op:int32:22,21,36,36',
  'certificates/v1.CertificateSigningRequestStatus':
    '1:conditions:or:certificates/v1.CertificateSigningRequestCondition:19,17,36,36 2:certificate:o:bytes:19,17,36,36',
  'certificates/v1.ExtraValue': '1:items:r:string:19,17,36,36',
  'certificates/v1alpha1.ClusterTrustBundle':
    '1:metadata:o:meta/v1.ObjectMeta:28,26,36,36 2:spec::certificates/v1alpha1.ClusterTrustBundleSpec:28,26,36,36',
  'certificates/v1alpha1.ClusterTrustBundleList':
    '1:metadata:o:meta/v1.ListMeta:28,26,36,36 2:items:r:certificates/v1alpha1.ClusterTrustBundle:28,26,36,36',
  'certificates/v1alpha1.ClusterTrustBundleSpec': '1:signerName:o:string:28,26,36,36 2:trustBundle::string:28,26,36,36',
  'certificates/v1beta1.CertificateSigningRequest':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec::certificates/v1beta1.CertificateSigningRequestSpec 3:status:o:certificates/v1beta1.CertificateSigningRequestStatus',
  'certificates/v1beta1.CertificateSigningRequestCondition':
    '1:type::string 2:reason:o:string 3:message:o:string 4:lastUpdateTime:o:meta/v1.Time 5:lastTransitionTime:o:meta/v1.Time:19,17,36,36 6:status::string:19,17,36,36',
  'certificates/v1beta1.CertificateSigningRequestList':
    '1:metadata:o:meta/v1.ListMeta 2:items:r:certificates/v1beta1.CertificateSigningRequest',
  'certificates/v1beta1.CertificateSigningRequestSpec':
    '1:request::bytes 2:username:o:string 3:uid:o:string 4:groups:or:string 5:usages:or:string 6:extra:om:certificates/v1beta1.ExtraValue 7:signerName:op:string:19,17,36,36 8:expirationSeconds:op:int32:22,21,36,36',
  'certificates/v1beta1.CertificateSigningRequestStatus':
    '1:conditions:or:certificates/v1beta1.CertificateSigningRequestCondition 2:certificate:o:bytes',
  'certificates/v1beta1.ClusterTrustBundle':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec::certificates/v1beta1.ClusterTrustBundleSpec:33,31,36,36',
  'certificates/v1beta1.ClusterTrustBundleList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:certificates/v1beta1.ClusterTrustBundle:33,31,36,36',
  'certificates/v1beta1.ClusterTrustBundleSpec': '1:signerName:o:string:33,31,36,36 2:trustBundle::string:33,31,36,36',
  'certificates/v1beta1.ExtraValue': '1:items:r:string',
  'certificates/v1beta1.PodCertificateRequest':
    '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec::certificates/v1beta1.PodCertificateRequestSpec:36,34,36,36 3:status:o:certificates/v1beta1.PodCertificateRequestStatus:36,34,36,36',
  'certificates/v1beta1.PodCertificateRequestList':
    '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:certificates/v1beta1.PodCertificateRequest:36,34,36,36',
  'certificates/v1beta1.PodCertificateRequestSpec':
    '1:signerName::string:36,34,36,36 2:podName::string:36,34,36,36 3:podUID::string:36,34,36,36 4:serviceAccountName::string:36,34,36,36 5:serviceAccountUID::string:36,34,36,36 6:nodeName::string:36,34,36,36 7:nodeUID::string:36,34,36,36 8:maxExpirationSeconds:op:int32:36,34,36,36 9:pkixPublicKey::bytes:36,34,36,36 10:proofOfPossession::bytes:36,34,36,36 11:unverifiedUserAnnotations:om:string:36,34,36,36 12:stubPKCS10Request::bytes:36,34,36,36',
  'certificates/v1beta1.PodCertificateRequestStatus':
    '1:conditions:or:meta/v1.Condition:36,34,36,36 2:certificateChain:o:string:36,34,36,36 4:notBefore:op:meta/v1.Time:36,34,36,36 5:beginRefreshAt:op:meta/v1.Time:36,34,36,36 6:notAfter:op:meta/v1.Time:36,34,36,36',
  'coordination/v1.Lease': '1:metadata:o:meta/v1.ObjectMeta:16,13,36,36 2:spec:o:coordination/v1.LeaseSpec:16,13,36,36',
  'coordination/v1.LeaseList': '1:metadata:o:meta/v1.ListMeta:16,13,36,36 2:items:r:coordination/v1.Lease:16,13,36,36',
  'coordination/v1.LeaseSpec':
    '1:holderIdentity:op:string:16,13,36,36 2:leaseDurationSeconds:op:int32:16,13,36,36 3:acquireTime:op:meta/v1.MicroTime:16,13,36,36 4:renewTime:op:meta/v1.MicroTime:16,13,36,36 5:leaseTransitions:op:int32:16,13,36,36 6:strategy:op:string:33,31,36,36 7:preferredHolder:op:string:33,31,36,36',
  'coordination/v1alpha2.LeaseCandidate':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec:o:coordination/v1alpha2.LeaseCandidateSpec:33,31,36,36',
  'coordination/v1alpha2.LeaseCandidateList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:coordination/v1alpha2.LeaseCandidate:33,31,36,36',
  'coordination/v1alpha2.LeaseCandidateSpec':
    '1:leaseName::string:33,31,36,36 2:pingTime:op:meta/v1.MicroTime:33,31,36,36 3:renewTime:op:meta/v1.MicroTime:33,31,36,36 4:binaryVersion::string:33,31,36,36 5:emulationVersion:o:string:33,31,36,36 6:strategy:o:string:33,31,36,36',
  'coordination/v1beta1.Lease': '1:metadata:o:meta/v1.ObjectMeta:12,10,36,36 2:spec:o:coordination/v1beta1.LeaseSpec:12,10,36,36',
  'coordination/v1beta1.LeaseCandidate':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec:o:coordination/v1beta1.LeaseCandidateSpec:33,31,36,36',
  'coordination/v1beta1.LeaseCandidateList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:coordination/v1beta1.LeaseCandidate:33,31,36,36',
  'coordination/v1beta1.LeaseCandidateSpec':
    '1:leaseName::string:33,31,36,36 2:pingTime:op:meta/v1.MicroTime:33,31,36,36 3:renewTime:op:meta/v1.MicroTime:33,31,36,36 4:binaryVersion::string:33,31,36,36 5:emulationVersion:o:string:33,31,36,36 6:strategy:o:string:33,31,36,36',
  'coordination/v1beta1.LeaseList': '1:metadata:o:meta/v1.ListMeta:12,10,36,36 2:items:r:coordination/v1beta1.Lease:12,10,36,36',
  'coordination/v1beta1.LeaseSpec':
    '1:holderIdentity:op:string:12,10,36,36 2:leaseDurationSeconds:op:int32:12,10,36,36 3:acquireTime:op:meta/v1.MicroTime:12,10,36,36 4:renewTime:op:meta/v1.MicroTime:12,10,36,36 5:leaseTransitions:op:int32:12,10,36,36 6:strategy:op:string:33,31,36,36 7:preferredHolder:op:string:33,31,36,36',
  'core/v1.AWSElasticBlockStoreVolumeSource': '1:volumeID::string 2:fsType:o:string 3:partition:o:int32 4:readOnly:o:bool',
  'core/v1.Affinity':
    '1:nodeAffinity:op:core/v1.NodeAffinity 2:podAffinity:op:core/v1.PodAffinity 3:podAntiAffinity:op:core/v1.PodAntiAffinity',
  'core/v1.AppArmorProfile': '1:type::string:30,29,36,36 2:localhostProfile:op:string:30,29,36,36',
  'core/v1.AttachedVolume': '1:name::string 2:devicePath::string',
  'core/v1.AvoidPods': '1:preferAvoidPods:or:core/v1.PreferAvoidPodsEntry',
  'core/v1.AzureDiskVolumeSource':
    '1:diskName::string 2:diskURI::string 3:cachingMode:op:string 4:fsType:op:string 5:readOnly:op:bool 6:kind:op:string',
  'core/v1.AzureFilePersistentVolumeSource':
    '1:secretName::string 2:shareName::string 3:readOnly:o:bool 4:secretNamespace:p:string',
  'core/v1.AzureFileVolumeSource': '1:secretName::string 2:shareName::string 3:readOnly:o:bool',
  'core/v1.Binding': '1:metadata:o:meta/v1.ObjectMeta 2:target::core/v1.ObjectReference',
  'core/v1.CSIPersistentVolumeSource':
    '1:driver::string 2:volumeHandle::string 3:readOnly:o:bool 4:fsType:o:string:12,10,36,36 5:volumeAttributes:om:string:12,10,36,36 6:controllerPublishSecretRef:op:core/v1.SecretReference:12,10,36,36 7:nodeStageSecretRef:op:core/v1.SecretReference:12,10,36,36 8:nodePublishSecretRef:op:core/v1.SecretReference:12,10,36,36 9:controllerExpandSecretRef:op:core/v1.SecretReference:16,13,36,36 10:nodeExpandSecretRef:op:core/v1.SecretReference:25,23,36,36',
  'core/v1.CSIVolumeSource':
    '1:driver::string:16,13,36,36 2:readOnly:op:bool:16,13,36,36 3:fsType:op:string:16,13,36,36 4:volumeAttributes:om:string:16,13,36,36 5:nodePublishSecretRef:op:core/v1.LocalObjectReference:16,13,36,36',
  'core/v1.Capabilities': '1:add:or:string 2:drop:or:string',
  'core/v1.CephFSPersistentVolumeSource':
    '1:monitors:r:string 2:path:o:string 3:user:o:string 4:secretFile:o:string 5:secretRef:op:core/v1.SecretReference 6:readOnly:o:bool',
  'core/v1.CephFSVolumeSource':
    '1:monitors:r:string 2:path:o:string 3:user:o:string 4:secretFile:o:string 5:secretRef:op:core/v1.LocalObjectReference 6:readOnly:o:bool',
  'core/v1.CinderPersistentVolumeSource':
    '1:volumeID::string 2:fsType:o:string 3:readOnly:o:bool 4:secretRef:op:core/v1.SecretReference:12,10,36,36',
  'core/v1.CinderVolumeSource':
    '1:volumeID::string 2:fsType:o:string 3:readOnly:o:bool 4:secretRef:op:core/v1.LocalObjectReference:12,10,36,36',
  'core/v1.ClaimSource': '1:resourceClaimName:op:string:28,26,30,32 2:resourceClaimTemplateName:op:string:28,26,30,32',
  'core/v1.ClientIPConfig': '1:timeoutSeconds:op:int32',
  'core/v1.ClusterTrustBundleProjection':
    '1:name:op:string:30,29,36,36 2:signerName:op:string:30,29,36,36 3:labelSelector:op:meta/v1.LabelSelector:30,29,36,36 4:path::string:30,29,36,36 5:optional:op:bool:30,29,36,36',
  'core/v1.ComponentCondition': '1:type::string 2:status::string 3:message:o:string 4:error:o:string',
  'core/v1.ComponentStatus': '1:metadata:o:meta/v1.ObjectMeta 2:conditions:or:core/v1.ComponentCondition',
  'core/v1.ComponentStatusList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.ComponentStatus',
  'core/v1.ConfigMap':
    '1:metadata:o:meta/v1.ObjectMeta 2:data:om:string 3:binaryData:om:bytes:12,10,36,36 4:immutable:op:bool:19,17,36,36',
  'core/v1.ConfigMapEnvSource': '1::i:core/v1.LocalObjectReference 2:optional:op:bool',
  'core/v1.ConfigMapKeySelector': '1::i:core/v1.LocalObjectReference 2:key::string 3:optional:op:bool',
  'core/v1.ConfigMapList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.ConfigMap',
  'core/v1.ConfigMapNodeConfigSource':
    '1:namespace::string:12,10,36,36 2:name::string:12,10,36,36 3:uid:o:string:12,10,36,36 4:resourceVersion:o:string:12,10,36,36 5:kubeletConfigKey::string:12,10,36,36',
  'core/v1.ConfigMapProjection': '1::i:core/v1.LocalObjectReference 2:items:or:core/v1.KeyToPath 4:optional:op:bool',
  'core/v1.ConfigMapVolumeSource':
    '1::i:core/v1.LocalObjectReference 2:items:or:core/v1.KeyToPath 3:defaultMode:op:int32 4:optional:op:bool',
  'core/v1.Container':
    '1:name::string 2:image:o:string 3:command:or:string 4:args:or:string 5:workingDir:o:string 6:ports:or:core/v1.ContainerPort 7:env:or:core/v1.EnvVar 8:resources:o:core/v1.ResourceRequirements 9:volumeMounts:or:core/v1.VolumeMount 10:livenessProbe:op:core/v1.Probe 11:readinessProbe:op:core/v1.Probe 12:lifecycle:op:core/v1.Lifecycle 13:terminationMessagePath:o:string 14:imagePullPolicy:o:string 15:securityContext:op:core/v1.SecurityContext 16:stdin:o:bool 17:stdinOnce:o:bool 18:tty:o:bool 19:envFrom:or:core/v1.EnvFromSource 20:terminationMessagePolicy:o:string 21:volumeDevices:or:core/v1.VolumeDevice 22:startupProbe:op:core/v1.Probe:16,13,36,36 23:resizePolicy:or:core/v1.ContainerResizePolicy:28,26,36,36 24:restartPolicy:op:string:28,26,36,36 25:restartPolicyRules:or:core/v1.ContainerRestartRule:36,34,36,36',
  'core/v1.ContainerExtendedResourceRequest':
    '1:containerName::string:36,34,36,36 2:resourceName::string:36,34,36,36 3:requestName::string:36,34,36,36',
  'core/v1.ContainerImage': '1:names:r:string 2:sizeBytes:o:int64',
  'core/v1.ContainerPort': '1:name:o:string 2:hostPort:o:int32 3:containerPort::int32 4:protocol:o:string 5:hostIP:o:string',
  'core/v1.ContainerResizePolicy': '1:resourceName::string:28,26,36,36 2:restartPolicy::string:28,26,36,36',
  'core/v1.ContainerRestartRule':
    '1:action:o:string:36,34,36,36 2:exitCodes:op:core/v1.ContainerRestartRuleOnExitCodes:36,34,36,36',
  'core/v1.ContainerRestartRuleOnExitCodes': '1:operator:o:string:36,34,36,36 2:values:or:int32:36,34,36,36',
  'core/v1.ContainerState':
    '1:waiting:op:core/v1.ContainerStateWaiting 2:running:op:core/v1.ContainerStateRunning 3:terminated:op:core/v1.ContainerStateTerminated',
  'core/v1.ContainerStateRunning': '1:startedAt:o:meta/v1.Time',
  'core/v1.ContainerStateTerminated':
    '1:exitCode::int32 2:signal:o:int32 3:reason:o:string 4:message:o:string 5:startedAt:o:meta/v1.Time 6:finishedAt:o:meta/v1.Time 7:containerID:o:string',
  'core/v1.ContainerStateWaiting': '1:reason:o:string 2:message:o:string',
  'core/v1.ContainerStatus':
    '1:name::string 2:state:o:core/v1.ContainerState 3:lastState:o:core/v1.ContainerState 4:ready::bool 5:restartCount::int32 6:image::string 7:imageID::string 8:containerID:o:string 9:started:op:bool:16,13,36,36 10:allocatedResources:om:quantity.Quantity:28,26,36,36 11:resources:op:core/v1.ResourceRequirements:28,26,36,36 12:volumeMounts:or:core/v1.VolumeMountStatus:30,29,36,36 13:user:op:core/v1.ContainerUser:33,31,36,36 14:allocatedResourcesStatus:or:core/v1.ResourceStatus:33,31,36,36 15:stopSignal:op:string:33,31,36,36',
  'core/v1.ContainerUser': '1:linux:op:core/v1.LinuxContainerUser:33,31,36,36',
  'core/v1.DaemonEndpoint': '1:Port::int32',
  'core/v1.DeleteOptions':
    '1:gracePeriodSeconds:op:int64:9,9,9,11 2:preconditions:op:core/v1.Preconditions:9,9,9,11 3:orphanDependents:op:bool:9,9,9,11 4:propagationPolicy:op:string:9,9,9,11',
  'core/v1.DownwardAPIProjection': '1:items:or:core/v1.DownwardAPIVolumeFile',
  'core/v1.DownwardAPIVolumeFile':
    '1:path::string 2:fieldRef:op:core/v1.ObjectFieldSelector 3:resourceFieldRef:op:core/v1.ResourceFieldSelector 4:mode:op:int32',
  'core/v1.DownwardAPIVolumeSource': '1:items:or:core/v1.DownwardAPIVolumeFile 2:defaultMode:op:int32',
  'core/v1.EmptyDirVolumeSource': '1:medium:o:string 2:sizeLimit:op:quantity.Quantity',
  'core/v1.EndpointAddress': '1:ip::string 2:targetRef:op:core/v1.ObjectReference 3:hostname:o:string 4:nodeName:op:string',
  'core/v1.EndpointPort': '1:name:o:string 2:port::int32 3:protocol:o:string 4:appProtocol:op:string:19,17,36,36',
  'core/v1.EndpointSubset':
    '1:addresses:or:core/v1.EndpointAddress 2:notReadyAddresses:or:core/v1.EndpointAddress 3:ports:or:core/v1.EndpointPort',
  'core/v1.Endpoints': '1:metadata:o:meta/v1.ObjectMeta 2:subsets:or:core/v1.EndpointSubset',
  'core/v1.EndpointsList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.Endpoints',
  'core/v1.EnvFromSource':
    '1:prefix:o:string 2:configMapRef:op:core/v1.ConfigMapEnvSource 3:secretRef:op:core/v1.SecretEnvSource',
  'core/v1.EnvVar': '1:name::string 2:value:o:string 3:valueFrom:op:core/v1.EnvVarSource',
  'core/v1.EnvVarSource':
    '1:fieldRef:op:core/v1.ObjectFieldSelector 2:resourceFieldRef:op:core/v1.ResourceFieldSelector 3:configMapKeyRef:op:core/v1.ConfigMapKeySelector 4:secretKeyRef:op:core/v1.SecretKeySelector 5:fileKeyRef:op:core/v1.FileKeySelector:36,34,36,36',
  'core/v1.EphemeralContainer': '1::i:core/v1.EphemeralContainerCommon:16,13,36,36 2:targetContainerName:o:string:16,13,36,36',
  'core/v1.EphemeralContainerCommon':
    '1:name::string:16,13,36,36 2:image:o:string:16,13,36,36 3:command:or:string:16,13,36,36 4:args:or:string:16,13,36,36 5:workingDir:o:string:16,13,36,36 6:ports:or:core/v1.ContainerPort:16,13,36,36 7:env:or:core/v1.EnvVar:16,13,36,36 8:resources:o:core/v1.ResourceRequirements:16,13,36,36 9:volumeMounts:or:core/v1.VolumeMount:16,13,36,36 10:livenessProbe:op:core/v1.Probe:16,13,36,36 11:readinessProbe:op:core/v1.Probe:16,13,36,36 12:lifecycle:op:core/v1.Lifecycle:16,13,36,36 13:terminationMessagePath:o:string:16,13,36,36 14:imagePullPolicy:o:string:16,13,36,36 15:securityContext:op:core/v1.SecurityContext:16,13,36,36 16:stdin:o:bool:16,13,36,36 17:stdinOnce:o:bool:16,13,36,36 18:tty:o:bool:16,13,36,36 19:envFrom:or:core/v1.EnvFromSource:16,13,36,36 20:terminationMessagePolicy:o:string:16,13,36,36 21:volumeDevices:or:core/v1.VolumeDevice:16,13,36,36 22:startupProbe:op:core/v1.Probe:16,13,36,36 23:resizePolicy:or:core/v1.ContainerResizePolicy:28,26,36,36 24:restartPolicy:op:string:28,26,36,36 25:restartPolicyRules:or:core/v1.ContainerRestartRule:36,34,36,36',
  'core/v1.EphemeralContainers':
    '1:metadata:o:meta/v1.ObjectMeta:16,13,20,21 2:ephemeralContainers:r:core/v1.EphemeralContainer:16,13,20,21',
  'core/v1.EphemeralVolumeSource':
    '1:volumeClaimTemplate:op:core/v1.PersistentVolumeClaimTemplate:19,17,36,36 2:readOnly:o:bool:19,17,20,21',
  'core/v1.Event':
    '1:metadata::meta/v1.ObjectMeta 2:involvedObject::core/v1.ObjectReference 3:reason:o:string 4:message:o:string 5:source:o:core/v1.EventSource 6:firstTimestamp:o:meta/v1.Time 7:lastTimestamp:o:meta/v1.Time 8:count:o:int32 9:type:o:string 10:eventTime:o:meta/v1.MicroTime 11:series:op:core/v1.EventSeries 12:action:o:string 13:related:op:core/v1.ObjectReference 14:reportingComponent::string 15:reportingInstance::string',
  'core/v1.EventList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.Event',
  'core/v1.EventSeries': '1:count:o:int32 2:lastObservedTime:o:meta/v1.MicroTime 3:state:o:string:9,9,18,18',
  'core/v1.EventSource': '1:component:o:string 2:host:o:string',
  'core/v1.ExecAction': '1:command:or:string',
  'core/v1.FCVolumeSource': '1:targetWWNs:or:string 2:lun:op:int32 3:fsType:o:string 4:readOnly:o:bool 5:wwids:or:string',
  'core/v1.FileKeySelector':
    '1:volumeName::string:36,34,36,36 2:path::string:36,34,36,36 3:key::string:36,34,36,36 4:optional:op:bool:36,34,36,36',
  'core/v1.FlexPersistentVolumeSource':
    '1:driver::string 2:fsType:o:string 3:secretRef:op:core/v1.SecretReference 4:readOnly:o:bool 5:options:om:string',
  'core/v1.FlexVolumeSource':
    '1:driver::string 2:fsType:o:string 3:secretRef:op:core/v1.LocalObjectReference 4:readOnly:o:bool 5:options:om:string',
  'core/v1.FlockerVolumeSource': '1:datasetName:o:string 2:datasetUUID:o:string',
  'core/v1.GCEPersistentDiskVolumeSource': '1:pdName::string 2:fsType:o:string 3:partition:o:int32 4:readOnly:o:bool',
  'core/v1.GRPCAction': '1:port::int32:25,23,36,36 2:service:p:string:25,23,36,36',
  'core/v1.GitRepoVolumeSource': '1:repository::string 2:revision:o:string 3:directory:o:string',
  'core/v1.GlusterfsPersistentVolumeSource':
    '1:endpoints::string 2:path::string 3:readOnly:o:bool 4:endpointsNamespace:op:string:16,13,36,36',
  'core/v1.GlusterfsVolumeSource': '1:endpoints::string 2:path::string 3:readOnly:o:bool',
  'core/v1.HTTPGetAction':
    '1:path:o:string 2:port::intstr.IntOrString 3:host:o:string 4:scheme:o:string 5:httpHeaders:or:core/v1.HTTPHeader',
  'core/v1.HTTPHeader': '1:name::string 2:value::string',
  'core/v1.Handler':
    '1:exec:op:core/v1.ExecAction:9,9,22,24 2:httpGet:op:core/v1.HTTPGetAction:9,9,22,24 3:tcpSocket:op:core/v1.TCPSocketAction:9,9,22,24',
  'core/v1.HostAlias': '1:ip::string 2:hostnames:or:string',
  'core/v1.HostIP': '1:ip::string:28,26,36,36',
  'core/v1.HostPathVolumeSource': '1:path::string 2:type:op:string',
  'core/v1.ISCSIPersistentVolumeSource':
    '1:targetPortal::string 2:iqn::string 3:lun::int32 4:iscsiInterface:o:string 5:fsType:o:string 6:readOnly:o:bool 7:portals:or:string 8:chapAuthDiscovery:o:bool 10:secretRef:op:core/v1.SecretReference 11:chapAuthSession:o:bool 12:initiatorName:op:string',
  'core/v1.ISCSIVolumeSource':
    '1:targetPortal::string 2:iqn::string 3:lun::int32 4:iscsiInterface:o:string 5:fsType:o:string 6:readOnly:o:bool 7:portals:or:string 8:chapAuthDiscovery:o:bool 10:secretRef:op:core/v1.LocalObjectReference 11:chapAuthSession:o:bool 12:initiatorName:op:string',
  'core/v1.ImageVolumeSource': '1:reference:o:string:33,31,36,36 2:pullPolicy:o:string:33,31,36,36',
  'core/v1.ImageVolumeStatus': '1:imageRef:o:string:36,34,36,36',
  'core/v1.KeyToPath': '1:key::string 2:path::string 3:mode:op:int32',
  'core/v1.Lifecycle':
    '1:postStart:op:core/v1.LifecycleHandler 2:preStop:op:core/v1.LifecycleHandler 3:stopSignal:op:string:33,31,36,36',
  'core/v1.LifecycleHandler':
    '1:exec:op:core/v1.ExecAction 2:httpGet:op:core/v1.HTTPGetAction 3:tcpSocket:op:core/v1.TCPSocketAction 4:sleep:op:core/v1.SleepAction:30,29,36,36',
  'core/v1.LimitRange': '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:core/v1.LimitRangeSpec',
  'core/v1.LimitRangeItem':
    '1:type::string 2:max:om:quantity.Quantity 3:min:om:quantity.Quantity 4:default:om:quantity.Quantity 5:defaultRequest:om:quantity.Quantity 6:maxLimitRequestRatio:om:quantity.Quantity',
  'core/v1.LimitRangeList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.LimitRange',
  'core/v1.LimitRangeSpec': '1:limits:r:core/v1.LimitRangeItem',
  'core/v1.LinuxContainerUser': '1:uid::int64:33,31,36,36 2:gid::int64:33,31,36,36 3:supplementalGroups:or:int64:33,31,36,36',
  'core/v1.List': '1:metadata:o:meta/v1.ListMeta 2:items:r:runtime.RawExtension',
  'core/v1.ListOptions':
    '1:labelSelector:o:string:9,9,9,11 2:fieldSelector:o:string:9,9,9,11 3:watch:o:bool:9,9,9,11 4:resourceVersion:o:string:9,9,9,11 5:timeoutSeconds:op:int64:9,9,9,11 6:includeUninitialized:o:bool:9,9,9,11',
  'core/v1.LoadBalancerIngress':
    '1:ip:o:string 2:hostname:o:string 3:ipMode:op:string:30,29,36,36 4:ports:or:core/v1.PortStatus:20,20,36,36',
  'core/v1.LoadBalancerStatus': '1:ingress:or:core/v1.LoadBalancerIngress',
  'core/v1.LocalObjectReference': '1:name:o:string',
  'core/v1.LocalVolumeSource': '1:path::string 2:fsType:op:string:12,10,36,36',
  'core/v1.ModifyVolumeStatus': '1:targetVolumeAttributesClassName:o:string:30,29,36,36 2:status::string:30,29,36,36',
  'core/v1.NFSVolumeSource': '1:server::string 2:path::string 3:readOnly:o:bool',
  'core/v1.Namespace': '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:core/v1.NamespaceSpec 3:status:o:core/v1.NamespaceStatus',
  'core/v1.NamespaceCondition':
    '1:type::string:16,13,36,36 2:status::string:16,13,36,36 4:lastTransitionTime:o:meta/v1.Time:16,13,36,36 5:reason:o:string:16,13,36,36 6:message:o:string:16,13,36,36',
  'core/v1.NamespaceList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.Namespace',
  'core/v1.NamespaceSpec': '1:finalizers:or:string',
  'core/v1.NamespaceStatus': '1:phase:o:string 2:conditions:or:core/v1.NamespaceCondition:16,13,36,36',
  'core/v1.Node': '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:core/v1.NodeSpec 3:status:o:core/v1.NodeStatus',
  'core/v1.NodeAddress': '1:type::string 2:address::string',
  'core/v1.NodeAffinity':
    '1:requiredDuringSchedulingIgnoredDuringExecution:op:core/v1.NodeSelector 2:preferredDuringSchedulingIgnoredDuringExecution:or:core/v1.PreferredSchedulingTerm',
  'core/v1.NodeAllocatableResourceClaimStatus':
    '1:resourceClaimName::string:36,34,36,36 2:containers:or:string:36,34,36,36 3:resources:m:quantity.Quantity:36,34,36,36',
  'core/v1.NodeCondition':
    '1:type::string 2:status::string 3:lastHeartbeatTime:o:meta/v1.Time 4:lastTransitionTime:o:meta/v1.Time 5:reason:o:string 6:message:o:string',
  'core/v1.NodeConfigSource':
    '1:configMapRef:op:core/v1.ObjectReference:9,9,9,11 2:configMap:op:core/v1.ConfigMapNodeConfigSource:12,10,36,36',
  'core/v1.NodeConfigStatus':
    '1:assigned:op:core/v1.NodeConfigSource:12,10,36,36 2:active:op:core/v1.NodeConfigSource:12,10,36,36 3:lastKnownGood:op:core/v1.NodeConfigSource:12,10,36,36 4:error:o:string:12,10,36,36',
  'core/v1.NodeDaemonEndpoints': '1:kubeletEndpoint:o:core/v1.DaemonEndpoint',
  'core/v1.NodeFeatures': '1:supplementalGroupsPolicy:op:bool:33,31,36,36',
  'core/v1.NodeList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.Node',
  'core/v1.NodeProxyOptions': '1:path:o:string',
  'core/v1.NodeResources': '1:capacity:m:quantity.Quantity:9,9,28,29',
  'core/v1.NodeRuntimeHandler': '1:name::string:30,29,36,36 2:features:op:core/v1.NodeRuntimeHandlerFeatures:30,29,36,36',
  'core/v1.NodeRuntimeHandlerFeatures': '1:recursiveReadOnlyMounts:op:bool:30,29,36,36 2:userNamespaces:op:bool:33,31,36,36',
  'core/v1.NodeSelector': '1:nodeSelectorTerms:r:core/v1.NodeSelectorTerm',
  'core/v1.NodeSelectorRequirement': '1:key::string 2:operator::string 3:values:or:string',
  'core/v1.NodeSelectorTerm':
    '1:matchExpressions:or:core/v1.NodeSelectorRequirement 2:matchFields:or:core/v1.NodeSelectorRequirement:12,10,36,36',
  'core/v1.NodeSpec':
    '1:podCIDR:o:string 2:externalID:o:string 3:providerID:o:string 4:unschedulable:o:bool 5:taints:or:core/v1.Taint 6:configSource:op:core/v1.NodeConfigSource 7:podCIDRs:or:string:16,13,36,36',
  'core/v1.NodeStatus':
    '1:capacity:om:quantity.Quantity 2:allocatable:om:quantity.Quantity 3:phase:o:string 4:conditions:or:core/v1.NodeCondition 5:addresses:or:core/v1.NodeAddress 6:daemonEndpoints:o:core/v1.NodeDaemonEndpoints 7:nodeInfo:o:core/v1.NodeSystemInfo 8:images:or:core/v1.ContainerImage 9:volumesInUse:or:string 10:volumesAttached:or:core/v1.AttachedVolume 11:config:op:core/v1.NodeConfigStatus:12,10,36,36 12:runtimeHandlers:or:core/v1.NodeRuntimeHandler:30,29,36,36 13:features:op:core/v1.NodeFeatures:33,31,36,36 14:declaredFeatures:or:string:36,34,36,36',
  'core/v1.NodeSwapStatus': '1:capacity:op:int64:33,31,36,36',
  'core/v1.NodeSystemInfo':
    '1:machineID::string 2:systemUUID::string 3:bootID::string 4:kernelVersion::string 5:osImage::string 6:containerRuntimeVersion::string 7:kubeletVersion::string 8:kubeProxyVersion::string 9:operatingSystem::string 10:architecture::string 11:swap:op:core/v1.NodeSwapStatus:33,31,36,36',
  'core/v1.ObjectFieldSelector': '1:apiVersion:o:string 2:fieldPath::string',
  'core/v1.ObjectMeta':
    '1:name:o:string:9,9,9,11 2:generateName:o:string:9,9,9,11 3:namespace:o:string:9,9,9,11 4:selfLink:o:string:9,9,9,11 5:uid:o:string:9,9,9,11 6:resourceVersion:o:string:9,9,9,11 7:generation:o:int64:9,9,9,11 8:creationTimestamp:o:meta/v1.Time:9,9,9,11 9:deletionTimestamp:op:meta/v1.Time:9,9,9,11 10:deletionGracePeriodSeconds:op:int64:9,9,9,11 11:labels:om:string:9,9,9,11 12:annotations:om:string:9,9,9,11 13:ownerReferences:or:meta/v1.OwnerReference:9,9,9,11 14:finalizers:or:string:9,9,9,11 15:clusterName:o:string:9,9,9,11 16:initializers:op:meta/v1.Initializers:9,9,9,11',
  'core/v1.ObjectReference':
    '1:kind:o:string 2:namespace:o:string 3:name:o:string 4:uid:o:string 5:apiVersion:o:string 6:resourceVersion:o:string 7:fieldPath:o:string',
  'core/v1.PersistentVolume':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:core/v1.PersistentVolumeSpec 3:status:o:core/v1.PersistentVolumeStatus',
  'core/v1.PersistentVolumeClaim':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:core/v1.PersistentVolumeClaimSpec 3:status:o:core/v1.PersistentVolumeClaimStatus',
  'core/v1.PersistentVolumeClaimCondition':
    '1:type::string 2:status::string 3:lastProbeTime:o:meta/v1.Time 4:lastTransitionTime:o:meta/v1.Time 5:reason:o:string 6:message:o:string',
  'core/v1.PersistentVolumeClaimList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.PersistentVolumeClaim',
  'core/v1.PersistentVolumeClaimSpec':
    '1:accessModes:or:string 2:resources:o:core/v1.VolumeResourceRequirements 3:volumeName:o:string 4:selector:op:meta/v1.LabelSelector 5:storageClassName:op:string 6:volumeMode:op:string 7:dataSource:op:core/v1.TypedLocalObjectReference:12,10,36,36 8:dataSourceRef:op:core/v1.TypedObjectReference:22,21,36,36 9:volumeAttributesClassName:op:string:30,29,36,36',
  'core/v1.PersistentVolumeClaimStatus':
    '1:phase:o:string 2:accessModes:or:string 3:capacity:om:quantity.Quantity 4:conditions:or:core/v1.PersistentVolumeClaimCondition 5:allocatedResources:om:quantity.Quantity:25,23,36,36 6:resizeStatus:op:string:25,23,25,27 7:allocatedResourceStatuses:om:string:28,26,36,36 8:currentVolumeAttributesClassName:op:string:30,29,36,36 9:modifyVolumeStatus:op:core/v1.ModifyVolumeStatus:30,29,36,36',
  'core/v1.PersistentVolumeClaimTemplate':
    '1:metadata:o:meta/v1.ObjectMeta:19,17,36,36 2:spec::core/v1.PersistentVolumeClaimSpec:19,17,36,36',
  'core/v1.PersistentVolumeClaimVolumeSource': '1:claimName::string 2:readOnly:o:bool',
  'core/v1.PersistentVolumeList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.PersistentVolume',
  'core/v1.PersistentVolumeSource':
    '1:gcePersistentDisk:op:core/v1.GCEPersistentDiskVolumeSource 2:awsElasticBlockStore:op:core/v1.AWSElasticBlockStoreVolumeSource 3:hostPath:op:core/v1.HostPathVolumeSource 4:glusterfs:op:core/v1.GlusterfsPersistentVolumeSource 5:nfs:op:core/v1.NFSVolumeSource 6:rbd:op:core/v1.RBDPersistentVolumeSource 7:iscsi:op:core/v1.ISCSIPersistentVolumeSource 8:cinder:op:core/v1.CinderPersistentVolumeSource 9:cephfs:op:core/v1.CephFSPersistentVolumeSource 10:fc:op:core/v1.FCVolumeSource 11:flocker:op:core/v1.FlockerVolumeSource 12:flexVolume:op:core/v1.FlexPersistentVolumeSource 13:azureFile:op:core/v1.AzureFilePersistentVolumeSource 14:vsphereVolume:op:core/v1.VsphereVirtualDiskVolumeSource 15:quobyte:op:core/v1.QuobyteVolumeSource 16:azureDisk:op:core/v1.AzureDiskVolumeSource 17:photonPersistentDisk:op:core/v1.PhotonPersistentDiskVolumeSource 18:portworxVolume:op:core/v1.PortworxVolumeSource 19:scaleIO:op:core/v1.ScaleIOPersistentVolumeSource 20:local:op:core/v1.LocalVolumeSource 21:storageos:op:core/v1.StorageOSPersistentVolumeSource 22:csi:op:core/v1.CSIPersistentVolumeSource',
  'core/v1.PersistentVolumeSpec':
    '1:capacity:om:quantity.Quantity 2::i:core/v1.PersistentVolumeSource 3:accessModes:or:string 4:claimRef:op:core/v1.ObjectReference 5:persistentVolumeReclaimPolicy:o:string 6:storageClassName:o:string 7:mountOptions:or:string 8:volumeMode:op:string 9:nodeAffinity:op:core/v1.VolumeNodeAffinity:12,10,36,36 10:volumeAttributesClassName:op:string:30,29,36,36',
  'core/v1.PersistentVolumeStatus':
    '1:phase:o:string 2:message:o:string 3:reason:o:string 4:lastPhaseTransitionTime:op:meta/v1.Time:28,26,36,36',
  'core/v1.PhotonPersistentDiskVolumeSource': '1:pdID::string 2:fsType:o:string',
  'core/v1.Pod': '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:core/v1.PodSpec 3:status:o:core/v1.PodStatus',
  'core/v1.PodAffinity':
    '1:requiredDuringSchedulingIgnoredDuringExecution:or:core/v1.PodAffinityTerm 2:preferredDuringSchedulingIgnoredDuringExecution:or:core/v1.WeightedPodAffinityTerm',
  'core/v1.PodAffinityTerm':
    '1:labelSelector:op:meta/v1.LabelSelector 2:namespaces:or:string 3:topologyKey::string 4:namespaceSelector:op:meta/v1.LabelSelector:22,21,36,36 5:matchLabelKeys:or:string:30,29,36,36 6:mismatchLabelKeys:or:string:30,29,36,36',
  'core/v1.PodAntiAffinity':
    '1:requiredDuringSchedulingIgnoredDuringExecution:or:core/v1.PodAffinityTerm 2:preferredDuringSchedulingIgnoredDuringExecution:or:core/v1.WeightedPodAffinityTerm',
  'core/v1.PodAttachOptions': '1:stdin:o:bool 2:stdout:o:bool 3:stderr:o:bool 4:tty:o:bool 5:container:o:string',
  'core/v1.PodCertificateProjection':
    '1:signerName:o:string:36,34,36,36 2:keyType:o:string:36,34,36,36 3:maxExpirationSeconds:op:int32:36,34,36,36 4:credentialBundlePath:o:string:36,34,36,36 5:keyPath:o:string:36,34,36,36 6:certificateChainPath:o:string:36,34,36,36 7:userAnnotations:om:string:36,34,36,36',
  'core/v1.PodCondition':
    '1:type::string 2:status::string 3:lastProbeTime:o:meta/v1.Time 4:lastTransitionTime:o:meta/v1.Time 5:reason:o:string 6:message:o:string 7:observedGeneration:o:int64:33,31,36,36',
  'core/v1.PodDNSConfig': '1:nameservers:or:string 2:searches:or:string 3:options:or:core/v1.PodDNSConfigOption',
  'core/v1.PodDNSConfigOption': '1:name:o:string 2:value:op:string',
  'core/v1.PodExecOptions': '1:stdin:o:bool 2:stdout:o:bool 3:stderr:o:bool 4:tty:o:bool 5:container:o:string 6:command:r:string',
  'core/v1.PodExtendedResourceClaimStatus':
    '1:requestMappings:r:core/v1.ContainerExtendedResourceRequest:36,34,36,36 2:resourceClaimName::string:36,34,36,36',
  'core/v1.PodIP': '1:ip::string:16,13,36,36',
  'core/v1.PodList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.Pod',
  'core/v1.PodLogOptions':
    '1:container:o:string 2:follow:o:bool 3:previous:o:bool 4:sinceSeconds:op:int64 5:sinceTime:op:meta/v1.Time 6:timestamps:o:bool 7:tailLines:op:int64 8:limitBytes:op:int64 9:insecureSkipTLSVerifyBackend:o:bool:19,17,36,36 10:stream:op:string:33,31,36,36',
  'core/v1.PodOS': '1:name::string:25,23,36,36',
  'core/v1.PodPortForwardOptions': '1:ports:or:int32',
  'core/v1.PodProxyOptions': '1:path:o:string',
  'core/v1.PodReadinessGate': '1:conditionType::string:12,10,36,36',
  'core/v1.PodResourceClaim':
    '1:name::string:28,26,36,36 2:source:o:core/v1.ClaimSource:28,26,30,32 3:resourceClaimName:op:string:33,31,36,36 4:resourceClaimTemplateName:op:string:33,31,36,36',
  'core/v1.PodResourceClaimStatus': '1:name::string:28,26,36,36 2:resourceClaimName:op:string:28,26,36,36',
  'core/v1.PodSchedulingGate': '1:name::string:28,26,36,36',
  'core/v1.PodSchedulingGroup': '1:podGroupName:op:string:36,34,36,36',
  'core/v1.PodSecurityContext':
    '1:seLinuxOptions:op:core/v1.SELinuxOptions 2:runAsUser:op:int64 3:runAsNonRoot:op:bool 4:supplementalGroups:or:int64 5:fsGroup:op:int64 6:runAsGroup:op:int64:12,10,36,36 7:sysctls:or:core/v1.Sysctl:12,10,36,36 8:windowsOptions:op:core/v1.WindowsSecurityContextOptions:16,13,36,36 9:fsGroupChangePolicy:op:string:19,17,36,36 10:seccompProfile:op:core/v1.SeccompProfile:19,17,36,36 11:appArmorProfile:op:core/v1.AppArmorProfile:30,29,36,36 12:supplementalGroupsPolicy:op:string:33,31,36,36 13:seLinuxChangePolicy:op:string:33,31,36,36',
  'core/v1.PodSignature': '1:podController:op:meta/v1.OwnerReference',
  'core/v1.PodSpec':
    '1:volumes:or:core/v1.Volume 2:containers:r:core/v1.Container 3:restartPolicy:o:string 4:terminationGracePeriodSeconds:op:int64 5:activeDeadlineSeconds:op:int64 6:dnsPolicy:o:string 7:nodeSelector:om:string 8:serviceAccountName:o:string 9:serviceAccount:o:string 10:nodeName:o:string 11:hostNetwork:o:bool 12:hostPID:o:bool 13:hostIPC:o:bool 14:securityContext:op:core/v1.PodSecurityContext 15:imagePullSecrets:or:core/v1.LocalObjectReference 16:hostname:o:string 17:subdomain:o:string 18:affinity:op:core/v1.Affinity 19:schedulerName:o:string 20:initContainers:or:core/v1.Container 21:automountServiceAccountToken:op:bool 22:tolerations:or:core/v1.Toleration 23:hostAliases:or:core/v1.HostAlias 24:priorityClassName:o:string 25:priority:op:int32 26:dnsConfig:op:core/v1.PodDNSConfig 27:shareProcessNamespace:op:bool:12,10,36,36 28:readinessGates:or:core/v1.PodReadinessGate:12,10,36,36 29:runtimeClassName:op:string:12,10,36,36 30:enableServiceLinks:op:bool:16,13,36,36 31:preemptionPolicy:op:string:16,13,36,36 32:overhead:om:quantity.Quantity:16,13,36,36 33:topologySpreadConstraints:or:core/v1.TopologySpreadConstraint:16,13,36,36 34:ephemeralContainers:or:core/v1.EphemeralContainer:16,13,36,36 35:setHostnameAsFQDN:op:bool:19,17,36,36 36:os:op:core/v1.PodOS:25,23,36,36 37:hostUsers:op:bool:25,23,36,36 38:schedulingGates:or:core/v1.PodSchedulingGate:28,26,36,36 39:resourceClaims:or:core/v1.PodResourceClaim:28,26,36,36 40:resources:op:core/v1.ResourceRequirements:33,31,36,36 41:hostnameOverride:op:string:36,34,36,36 43:schedulingGroup:op:core/v1.PodSchedulingGroup:36,34,36,36',
  'core/v1.PodStatus':
    '1:phase:o:string 2:conditions:or:core/v1.PodCondition 3:message:o:string 4:reason:o:string 5:hostIP:o:string 6:podIP:o:string 7:startTime:op:meta/v1.Time 8:containerStatuses:or:core/v1.ContainerStatus 9:qosClass:o:string 10:initContainerStatuses:or:core/v1.ContainerStatus 11:nominatedNodeName:o:string:12,10,36,36 12:podIPs:or:core/v1.PodIP:16,13,36,36 13:ephemeralContainerStatuses:or:core/v1.ContainerStatus:16,13,36,36 14:resize:o:string:28,26,36,36 15:resourceClaimStatuses:or:core/v1.PodResourceClaimStatus:28,26,36,36 16:hostIPs:or:core/v1.HostIP:28,26,36,36 17:observedGeneration:o:int64:33,31,36,36 18:extendedResourceClaimStatus:op:core/v1.PodExtendedResourceClaimStatus:36,34,36,36 19:allocatedResources:om:quantity.Quantity:36,34,36,36 20:resources:op:core/v1.ResourceRequirements:36,34,36,36 21:nodeAllocatableResourceClaimStatuses:or:core/v1.NodeAllocatableResourceClaimStatus:36,34,36,36',
  'core/v1.PodStatusResult': '1:metadata:o:meta/v1.ObjectMeta 2:status:o:core/v1.PodStatus',
  'core/v1.PodTemplate': '1:metadata:o:meta/v1.ObjectMeta 2:template:o:core/v1.PodTemplateSpec',
  'core/v1.PodTemplateList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.PodTemplate',
  'core/v1.PodTemplateSpec': '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:core/v1.PodSpec',
  'core/v1.PortStatus': '1:port::int32:20,20,36,36 2:protocol::string:20,20,36,36 3:error:op:string:20,20,36,36',
  'core/v1.PortworxVolumeSource': '1:volumeID::string 2:fsType:o:string 3:readOnly:o:bool',
  'core/v1.Preconditions': '1:uid:op:string',
  'core/v1.PreferAvoidPodsEntry':
    '1:podSignature::core/v1.PodSignature 2:evictionTime:o:meta/v1.Time 3:reason:o:string 4:message:o:string',
  'core/v1.PreferredSchedulingTerm': '1:weight::int32 2:preference::core/v1.NodeSelectorTerm',
  'core/v1.Probe':
    '1::i:core/v1.ProbeHandler 2:initialDelaySeconds:o:int32 3:timeoutSeconds:o:int32 4:periodSeconds:o:int32 5:successThreshold:o:int32 6:failureThreshold:o:int32 7:terminationGracePeriodSeconds:op:int64:22,21,36,36',
  'core/v1.ProbeHandler':
    '1:exec:op:core/v1.ExecAction 2:httpGet:op:core/v1.HTTPGetAction 3:tcpSocket:op:core/v1.TCPSocketAction 4:grpc:op:core/v1.GRPCAction:25,23,36,36',
  'core/v1.ProjectedVolumeSource': '1:sources:r:core/v1.VolumeProjection 2:defaultMode:op:int32',
  'core/v1.QuobyteVolumeSource':
    '1:registry::string 2:volume::string 3:readOnly:o:bool 4:user:o:string 5:group:o:string 6:tenant:o:string:16,13,36,36',
  'core/v1.RBDPersistentVolumeSource':
    '1:monitors:r:string 2:image::string 3:fsType:o:string 4:pool:o:string 5:user:o:string 6:keyring:o:string 7:secretRef:op:core/v1.SecretReference 8:readOnly:o:bool',
  'core/v1.RBDVolumeSource':
    '1:monitors:r:string 2:image::string 3:fsType:o:string 4:pool:o:string 5:user:o:string 6:keyring:o:string 7:secretRef:op:core/v1.LocalObjectReference 8:readOnly:o:bool',
  'core/v1.RangeAllocation': '1:metadata:o:meta/v1.ObjectMeta 2:range::string 3:data::bytes',
  'core/v1.ReplicationController':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:core/v1.ReplicationControllerSpec 3:status:o:core/v1.ReplicationControllerStatus',
  'core/v1.ReplicationControllerCondition':
    '1:type::string 2:status::string 3:lastTransitionTime:o:meta/v1.Time 4:reason:o:string 5:message:o:string',
  'core/v1.ReplicationControllerList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.ReplicationController',
  'core/v1.ReplicationControllerSpec':
    '1:replicas:op:int32 2:selector:om:string 3:template:op:core/v1.PodTemplateSpec 4:minReadySeconds:o:int32',
  'core/v1.ReplicationControllerStatus':
    '1:replicas::int32 2:fullyLabeledReplicas:o:int32 3:observedGeneration:o:int64 4:readyReplicas:o:int32 5:availableReplicas:o:int32 6:conditions:or:core/v1.ReplicationControllerCondition',
  'core/v1.ResourceClaim': '1:name::string:28,26,36,36 2:request:o:string:33,31,36,36',
  'core/v1.ResourceFieldSelector': '1:containerName:o:string 2:resource::string 3:divisor:o:quantity.Quantity',
  'core/v1.ResourceHealth': '1:resourceID::string:33,31,36,36 2:health:o:string:33,31,36,36 6:message:op:string:36,34,36,36',
  'core/v1.ResourceQuota':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:core/v1.ResourceQuotaSpec 3:status:o:core/v1.ResourceQuotaStatus',
  'core/v1.ResourceQuotaList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.ResourceQuota',
  'core/v1.ResourceQuotaSpec':
    '1:hard:om:quantity.Quantity 2:scopes:or:string 3:scopeSelector:op:core/v1.ScopeSelector:12,10,36,36',
  'core/v1.ResourceQuotaStatus': '1:hard:om:quantity.Quantity 2:used:om:quantity.Quantity',
  'core/v1.ResourceRequirements':
    '1:limits:om:quantity.Quantity 2:requests:om:quantity.Quantity 3:claims:or:core/v1.ResourceClaim:28,26,36,36',
  'core/v1.ResourceStatus': '1:name::string:33,31,36,36 2:resources:or:core/v1.ResourceHealth:33,31,36,36',
  'core/v1.SELinuxOptions': '1:user:o:string 2:role:o:string 3:type:o:string 4:level:o:string',
  'core/v1.ScaleIOPersistentVolumeSource':
    '1:gateway::string 2:system::string 3:secretRef:p:core/v1.SecretReference 4:sslEnabled:o:bool 5:protectionDomain:o:string 6:storagePool:o:string 7:storageMode:o:string 8:volumeName:o:string 9:fsType:o:string 10:readOnly:o:bool',
  'core/v1.ScaleIOVolumeSource':
    '1:gateway::string 2:system::string 3:secretRef:p:core/v1.LocalObjectReference 4:sslEnabled:o:bool 5:protectionDomain:o:string 6:storagePool:o:string 7:storageMode:o:string 8:volumeName:o:string 9:fsType:o:string 10:readOnly:o:bool',
  'core/v1.ScopeSelector': '1:matchExpressions:or:core/v1.ScopedResourceSelectorRequirement:12,10,36,36',
  'core/v1.ScopedResourceSelectorRequirement':
    '1:scopeName::string:12,10,36,36 2:operator::string:12,10,36,36 3:values:or:string:12,10,36,36',
  'core/v1.SeccompProfile': '1:type::string:19,17,36,36 2:localhostProfile:op:string:19,17,36,36',
  'core/v1.Secret':
    '1:metadata:o:meta/v1.ObjectMeta 2:data:om:bytes 3:type:o:string 4:stringData:om:string 5:immutable:op:bool:19,17,36,36',
  'core/v1.SecretEnvSource': '1::i:core/v1.LocalObjectReference 2:optional:op:bool',
  'core/v1.SecretKeySelector': '1::i:core/v1.LocalObjectReference 2:key::string 3:optional:op:bool',
  'core/v1.SecretList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.Secret',
  'core/v1.SecretProjection': '1::i:core/v1.LocalObjectReference 2:items:or:core/v1.KeyToPath 4:optional:op:bool',
  'core/v1.SecretReference': '1:name:o:string 2:namespace:o:string',
  'core/v1.SecretVolumeSource': '1:secretName:o:string 2:items:or:core/v1.KeyToPath 3:defaultMode:op:int32 4:optional:op:bool',
  'core/v1.SecurityContext':
    '1:capabilities:op:core/v1.Capabilities 2:privileged:op:bool 3:seLinuxOptions:op:core/v1.SELinuxOptions 4:runAsUser:op:int64 5:runAsNonRoot:op:bool 6:readOnlyRootFilesystem:op:bool 7:allowPrivilegeEscalation:op:bool 8:runAsGroup:op:int64:12,10,36,36 9:procMount:op:string:12,10,36,36 10:windowsOptions:op:core/v1.WindowsSecurityContextOptions:16,13,36,36 11:seccompProfile:op:core/v1.SeccompProfile:19,17,36,36 12:appArmorProfile:op:core/v1.AppArmorProfile:30,29,36,36',
  'core/v1.SerializedReference': '1:reference:o:core/v1.ObjectReference',
  'core/v1.Service': '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:core/v1.ServiceSpec 3:status:o:core/v1.ServiceStatus',
  'core/v1.ServiceAccount':
    '1:metadata:o:meta/v1.ObjectMeta 2:secrets:or:core/v1.ObjectReference 3:imagePullSecrets:or:core/v1.LocalObjectReference 4:automountServiceAccountToken:op:bool',
  'core/v1.ServiceAccountList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.ServiceAccount',
  'core/v1.ServiceAccountTokenProjection':
    '1:audience:o:string:12,10,36,36 2:expirationSeconds:op:int64:12,10,36,36 3:path::string:12,10,36,36',
  'core/v1.ServiceList': '1:metadata:o:meta/v1.ListMeta 2:items:r:core/v1.Service',
  'core/v1.ServicePort':
    '1:name:o:string 2:protocol:o:string 3:port::int32 4:targetPort:o:intstr.IntOrString 5:nodePort:o:int32 6:appProtocol:op:string:19,17,36,36',
  'core/v1.ServiceProxyOptions': '1:path:o:string',
  'core/v1.ServiceSpec':
    '1:ports:or:core/v1.ServicePort 2:selector:om:string 3:clusterIP:o:string 4:type:o:string 5:externalIPs:or:string 7:sessionAffinity:o:string 8:loadBalancerIP:o:string 9:loadBalancerSourceRanges:or:string 10:externalName:o:string 11:externalTrafficPolicy:o:string 12:healthCheckNodePort:o:int32 13:publishNotReadyAddresses:o:bool 14:sessionAffinityConfig:op:core/v1.SessionAffinityConfig 15:ipFamily:op:string:16,13,19,19 16:topologyKeys:or:string:19,17,20,21 17:ipFamilyPolicy:op:string:20,20,36,36 18:clusterIPs:or:string:20,20,36,36 19:ipFamilies:or:string:20,20,36,36 20:allocateLoadBalancerNodePorts:op:bool:20,20,36,36 21:loadBalancerClass:op:string:22,21,36,36 22:internalTrafficPolicy:op:string:22,21,36,36 23:trafficDistribution:op:string:30,29,36,36',
  'core/v1.ServiceStatus': '1:loadBalancer:o:core/v1.LoadBalancerStatus 2:conditions:or:meta/v1.Condition:20,20,36,36',
  'core/v1.SessionAffinityConfig': '1:clientIP:op:core/v1.ClientIPConfig',
  'core/v1.SleepAction': '1:seconds::int64:30,29,36,36',
  'core/v1.StorageOSPersistentVolumeSource':
    '1:volumeName:o:string 2:volumeNamespace:o:string 3:fsType:o:string 4:readOnly:o:bool 5:secretRef:op:core/v1.ObjectReference',
  'core/v1.StorageOSVolumeSource':
    '1:volumeName:o:string 2:volumeNamespace:o:string 3:fsType:o:string 4:readOnly:o:bool 5:secretRef:op:core/v1.LocalObjectReference',
  'core/v1.Sysctl': '1:name::string 2:value::string',
  'core/v1.TCPSocketAction': '1:port::intstr.IntOrString 2:host:o:string',
  'core/v1.Taint': '1:key::string 2:value:o:string 3:effect::string 4:timeAdded:op:meta/v1.Time',
  'core/v1.Toleration': '1:key:o:string 2:operator:o:string 3:value:o:string 4:effect:o:string 5:tolerationSeconds:op:int64',
  'core/v1.TopologySelectorLabelRequirement': '1:key::string:12,10,36,36 2:values:r:string:12,10,36,36',
  'core/v1.TopologySelectorTerm': '1:matchLabelExpressions:or:core/v1.TopologySelectorLabelRequirement:12,10,36,36',
  'core/v1.TopologySpreadConstraint':
    '1:maxSkew::int32:16,13,36,36 2:topologyKey::string:16,13,36,36 3:whenUnsatisfiable::string:16,13,36,36 4:labelSelector:op:meta/v1.LabelSelector:16,13,36,36 5:minDomains:op:int32:25,23,36,36 6:nodeAffinityPolicy:op:string:25,23,36,36 7:nodeTaintsPolicy:op:string:25,23,36,36 8:matchLabelKeys:or:string:25,23,36,36',
  'core/v1.TypedLocalObjectReference': '1:apiGroup:p:string:12,10,36,36 2:kind::string:12,10,36,36 3:name::string:12,10,36,36',
  'core/v1.TypedObjectReference':
    '1:apiGroup:p:string:12,10,36,36 2:kind::string:12,10,36,36 3:name::string:12,10,36,36 4:namespace:op:string:28,26,36,36',
  'core/v1.Volume': '1:name::string 2::i:core/v1.VolumeSource',
  'core/v1.VolumeDevice': '1:name::string 2:devicePath::string',
  'core/v1.VolumeMount':
    '1:name::string 2:readOnly:o:bool 3:mountPath::string 4:subPath:o:string 5:mountPropagation:op:string 6:subPathExpr:o:string:16,13,36,36 7:recursiveReadOnly:op:string:30,29,36,36',
  'core/v1.VolumeMountStatus':
    '1:name::string:30,29,36,36 2:mountPath::string:30,29,36,36 3:readOnly:o:bool:30,29,36,36 4:recursiveReadOnly:op:string:30,29,36,36 5:volumeStatus:op:core/v1.VolumeStatus:36,34,36,36',
  'core/v1.VolumeNodeAffinity': '1:required:op:core/v1.NodeSelector:12,10,36,36',
  'core/v1.VolumeProjection':
    '1:secret:op:core/v1.SecretProjection 2:downwardAPI:op:core/v1.DownwardAPIProjection 3:configMap:op:core/v1.ConfigMapProjection 4:serviceAccountToken:op:core/v1.ServiceAccountTokenProjection:12,10,36,36 5:clusterTrustBundle:op:core/v1.ClusterTrustBundleProjection:30,29,36,36 6:podCertificate:op:core/v1.PodCertificateProjection:36,34,36,36',
  'core/v1.VolumeResourceRequirements': '1:limits:om:quantity.Quantity 2:requests:om:quantity.Quantity',
  'core/v1.VolumeSource':
    '1:hostPath:op:core/v1.HostPathVolumeSource 2:emptyDir:op:core/v1.EmptyDirVolumeSource 3:gcePersistentDisk:op:core/v1.GCEPersistentDiskVolumeSource 4:awsElasticBlockStore:op:core/v1.AWSElasticBlockStoreVolumeSource 5:gitRepo:op:core/v1.GitRepoVolumeSource 6:secret:op:core/v1.SecretVolumeSource 7:nfs:op:core/v1.NFSVolumeSource 8:iscsi:op:core/v1.ISCSIVolumeSource 9:glusterfs:op:core/v1.GlusterfsVolumeSource 10:persistentVolumeClaim:op:core/v1.PersistentVolumeClaimVolumeSource 11:rbd:op:core/v1.RBDVolumeSource 12:flexVolume:op:core/v1.FlexVolumeSource 13:cinder:op:core/v1.CinderVolumeSource 14:cephfs:op:core/v1.CephFSVolumeSource 15:flocker:op:core/v1.FlockerVolumeSource 16:downwardAPI:op:core/v1.DownwardAPIVolumeSource 17:fc:op:core/v1.FCVolumeSource 18:azureFile:op:core/v1.AzureFileVolumeSource 19:configMap:op:core/v1.ConfigMapVolumeSource 20:vsphereVolume:op:core/v1.VsphereVirtualDiskVolumeSource 21:quobyte:op:core/v1.QuobyteVolumeSource 22:azureDisk:op:core/v1.AzureDiskVolumeSource 23:photonPersistentDisk:op:core/v1.PhotonPersistentDiskVolumeSource 24:portworxVolume:op:core/v1.PortworxVolumeSource 25:scaleIO:op:core/v1.ScaleIOVolumeSource 26:projected:op:core/v1.ProjectedVolumeSource 27:storageos:op:core/v1.StorageOSVolumeSource 28:csi:op:core/v1.CSIVolumeSource:16,13,36,36 29:ephemeral:op:core/v1.EphemeralVolumeSource:19,17,36,36 30:image:op:core/v1.ImageVolumeSource:33,31,36,36',
  'core/v1.VolumeStatus': '1:image:op:core/v1.ImageVolumeStatus:36,34,36,36',
  'core/v1.VsphereVirtualDiskVolumeSource':
    '1:volumePath::string 2:fsType:o:string 3:storagePolicyName:o:string 4:storagePolicyID:o:string',
  'core/v1.WeightedPodAffinityTerm': '1:weight::int32 2:podAffinityTerm::core/v1.PodAffinityTerm',
  'core/v1.WindowsSecurityContextOptions':
    '1:gmsaCredentialSpecName:op:string:16,13,36,36 2:gmsaCredentialSpec:op:string:16,13,36,36 3:runAsUserName:op:string:16,13,36,36 4:hostProcess:op:bool:22,21,36,36',
  'discovery/v1.Endpoint':
    '1:addresses:r:string:22,21,36,36 2:conditions:o:discovery/v1.EndpointConditions:22,21,36,36 3:hostname:op:string:22,21,36,36 4:targetRef:op:core/v1.ObjectReference:22,21,36,36 5:deprecatedTopology:om:string:22,21,36,36 6:nodeName:op:string:22,21,36,36 7:zone:op:string:22,21,36,36 8:hints:op:discovery/v1.EndpointHints:22,21,36,36',
  'discovery/v1.EndpointConditions':
    '1:ready:op:bool:22,21,36,36 2:serving:op:bool:22,21,36,36 3:terminating:op:bool:22,21,36,36',
  'discovery/v1.EndpointHints': '1:forZones:or:discovery/v1.ForZone:22,21,36,36 2:forNodes:or:discovery/v1.ForNode:33,31,36,36',
  'discovery/v1.EndpointPort':
    '1:name:op:string:22,21,36,36 2:protocol:op:string:22,21,36,36 3:port:op:int32:22,21,36,36 4:appProtocol:op:string:22,21,36,36',
  'discovery/v1.EndpointSlice':
    '1:metadata:o:meta/v1.ObjectMeta:22,21,36,36 2:endpoints:r:discovery/v1.Endpoint:22,21,36,36 3:ports:r:discovery/v1.EndpointPort:22,21,36,36 4:addressType::string:22,21,36,36',
  'discovery/v1.EndpointSliceList': '1:metadata:o:meta/v1.ListMeta:22,21,36,36 2:items:r:discovery/v1.EndpointSlice:22,21,36,36',
  'discovery/v1.ForNode': '1:name::string:33,31,36,36',
  'discovery/v1.ForZone': '1:name::string:22,21,36,36',
  'discovery/v1alpha1.Endpoint':
    '1:addresses:r:string:16,13,20,21 2:conditions:o:discovery/v1alpha1.EndpointConditions:16,13,20,21 3:hostname:op:string:16,13,20,21 4:targetRef:op:core/v1.ObjectReference:16,13,20,21 5:topology:om:string:16,13,20,21 6:nodeName:op:string:20,20,20,21',
  'discovery/v1alpha1.EndpointConditions':
    '1:ready:op:bool:16,13,20,21 2:serving:op:bool:20,20,20,21 3:terminating:op:bool:20,20,20,21',
  'discovery/v1alpha1.EndpointPort':
    '1:name:op:string:16,13,20,21 2:protocol:op:string:16,13,20,21 3:port:op:int32:16,13,20,21 4:appProtocol:op:string:19,17,20,21',
  'discovery/v1alpha1.EndpointSlice':
    '1:metadata:o:meta/v1.ObjectMeta:16,13,20,21 2:endpoints:r:discovery/v1alpha1.Endpoint:16,13,20,21 3:ports:r:discovery/v1alpha1.EndpointPort:16,13,20,21 4:addressType::string:16,13,20,21',
  'discovery/v1alpha1.EndpointSliceList':
    '1:metadata:o:meta/v1.ListMeta:16,13,20,21 2:items:r:discovery/v1alpha1.EndpointSlice:16,13,20,21',
  'discovery/v1beta1.Endpoint':
    '1:addresses:r:string:19,17,36,36 2:conditions:o:discovery/v1beta1.EndpointConditions:19,17,36,36 3:hostname:op:string:19,17,36,36 4:targetRef:op:core/v1.ObjectReference:19,17,36,36 5:topology:om:string:19,17,36,36 6:nodeName:op:string:20,20,36,36 7:hints:op:discovery/v1beta1.EndpointHints:22,21,36,36',
  'discovery/v1beta1.EndpointConditions':
    '1:ready:op:bool:19,17,36,36 2:serving:op:bool:20,20,36,36 3:terminating:op:bool:20,20,36,36',
  'discovery/v1beta1.EndpointHints':
    '1:forZones:or:discovery/v1beta1.ForZone:22,21,36,36 2:forNodes:or:discovery/v1beta1.ForNode:33,31,36,36',
  'discovery/v1beta1.EndpointPort':
    '1:name:op:string:19,17,36,36 2:protocol:op:string:19,17,36,36 3:port:op:int32:19,17,36,36 4:appProtocol:op:string:19,17,36,36',
  'discovery/v1beta1.EndpointSlice':
    '1:metadata:o:meta/v1.ObjectMeta:19,17,36,36 2:endpoints:r:discovery/v1beta1.Endpoint:19,17,36,36 3:ports:r:discovery/v1beta1.EndpointPort:19,17,36,36 4:addressType::string:19,17,36,36',
  'discovery/v1beta1.EndpointSliceList':
    '1:metadata:o:meta/v1.ListMeta:19,17,36,36 2:items:r:discovery/v1beta1.EndpointSlice:19,17,36,36',
  'discovery/v1beta1.ForNode': '1:name::string:33,31,36,36',
  'discovery/v1beta1.ForZone': '1:name::string:22,21,36,36',
  'events/v1.Event':
    '1:metadata::meta/v1.ObjectMeta:19,17,36,36 2:eventTime::meta/v1.MicroTime:19,17,36,36 3:series:op:events/v1.EventSeries:19,17,36,36 4:reportingController:o:string:19,17,36,36 5:reportingInstance:o:string:19,17,36,36 6:action:o:string:19,17,36,36 7:reason:o:string:19,17,36,36 8:regarding:o:core/v1.ObjectReference:19,17,36,36 9:related:op:core/v1.ObjectReference:19,17,36,36 10:note:o:string:19,17,36,36 11:type:o:string:19,17,36,36 12:deprecatedSource:o:core/v1.EventSource:19,17,36,36 13:deprecatedFirstTimestamp:o:meta/v1.Time:19,17,36,36 14:deprecatedLastTimestamp:o:meta/v1.Time:19,17,36,36 15:deprecatedCount:o:int32:19,17,36,36',
  'events/v1.EventList': '1:metadata:o:meta/v1.ListMeta:19,17,36,36 2:items:r:events/v1.Event:19,17,36,36',
  'events/v1.EventSeries': '1:count::int32:19,17,36,36 2:lastObservedTime::meta/v1.MicroTime:19,17,36,36',
  'events/v1beta1.Event':
    '1:metadata::meta/v1.ObjectMeta 2:eventTime::meta/v1.MicroTime 3:series:op:events/v1beta1.EventSeries 4:reportingController:o:string 5:reportingInstance:o:string 6:action:o:string 7:reason:o:string 8:regarding:o:core/v1.ObjectReference 9:related:op:core/v1.ObjectReference 10:note:o:string 11:type:o:string 12:deprecatedSource:o:core/v1.EventSource 13:deprecatedFirstTimestamp:o:meta/v1.Time 14:deprecatedLastTimestamp:o:meta/v1.Time 15:deprecatedCount:o:int32',
  'events/v1beta1.EventList': '1:metadata:o:meta/v1.ListMeta 2:items:r:events/v1beta1.Event',
  'events/v1beta1.EventSeries': '1:count::int32 2:lastObservedTime::meta/v1.MicroTime 3:state::string:9,9,18,18',
  'extensions/v1beta1.AllowedCSIDriver': '1:name::string:16,13,25,27',
  'extensions/v1beta1.AllowedFlexVolume': '1:driver::string:9,9,25,27',
  'extensions/v1beta1.AllowedHostPath': '1:pathPrefix:o:string:9,9,25,27 2:readOnly:o:bool:12,10,25,27',
  'extensions/v1beta1.CustomMetricCurrentStatus': '1:name::string:9,9,12,15 2:value::quantity.Quantity:9,9,12,15',
  'extensions/v1beta1.CustomMetricCurrentStatusList': '1:items:r:extensions/v1beta1.CustomMetricCurrentStatus:9,9,12,15',
  'extensions/v1beta1.CustomMetricTarget': '1:name::string:9,9,12,15 2:value::quantity.Quantity:9,9,12,15',
  'extensions/v1beta1.CustomMetricTargetList': '1:items:r:extensions/v1beta1.CustomMetricTarget:9,9,12,15',
  'extensions/v1beta1.DaemonSet':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:extensions/v1beta1.DaemonSetSpec 3:status:o:extensions/v1beta1.DaemonSetStatus',
  'extensions/v1beta1.DaemonSetCondition':
    '1:type::string 2:status::string 3:lastTransitionTime:o:meta/v1.Time 4:reason:o:string 5:message:o:string',
  'extensions/v1beta1.DaemonSetList': '1:metadata:o:meta/v1.ListMeta 2:items:r:extensions/v1beta1.DaemonSet',
  'extensions/v1beta1.DaemonSetSpec':
    '1:selector:op:meta/v1.LabelSelector 2:template::core/v1.PodTemplateSpec 3:updateStrategy:o:extensions/v1beta1.DaemonSetUpdateStrategy 4:minReadySeconds:o:int32 5:templateGeneration:o:int64 6:revisionHistoryLimit:op:int32',
  'extensions/v1beta1.DaemonSetStatus':
    '1:currentNumberScheduled::int32 2:numberMisscheduled::int32 3:desiredNumberScheduled::int32 4:numberReady::int32 5:observedGeneration:o:int64 6:updatedNumberScheduled:o:int32 7:numberAvailable:o:int32 8:numberUnavailable:o:int32 9:collisionCount:op:int32 10:conditions:or:extensions/v1beta1.DaemonSetCondition',
  'extensions/v1beta1.DaemonSetUpdateStrategy': '1:type:o:string 2:rollingUpdate:op:extensions/v1beta1.RollingUpdateDaemonSet',
  'extensions/v1beta1.Deployment':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:extensions/v1beta1.DeploymentSpec 3:status:o:extensions/v1beta1.DeploymentStatus',
  'extensions/v1beta1.DeploymentCondition':
    '1:type::string 2:status::string 4:reason:o:string 5:message:o:string 6:lastUpdateTime:o:meta/v1.Time 7:lastTransitionTime:o:meta/v1.Time',
  'extensions/v1beta1.DeploymentList': '1:metadata:o:meta/v1.ListMeta 2:items:r:extensions/v1beta1.Deployment',
  'extensions/v1beta1.DeploymentRollback':
    '1:name::string 2:updatedAnnotations:om:string 3:rollbackTo::extensions/v1beta1.RollbackConfig',
  'extensions/v1beta1.DeploymentSpec':
    '1:replicas:op:int32 2:selector:op:meta/v1.LabelSelector 3:template::core/v1.PodTemplateSpec 4:strategy:o:extensions/v1beta1.DeploymentStrategy 5:minReadySeconds:o:int32 6:revisionHistoryLimit:op:int32 7:paused:o:bool 8:rollbackTo:op:extensions/v1beta1.RollbackConfig 9:progressDeadlineSeconds:op:int32',
  'extensions/v1beta1.DeploymentStatus':
    '1:observedGeneration:o:int64 2:replicas:o:int32 3:updatedReplicas:o:int32 4:availableReplicas:o:int32 5:unavailableReplicas:o:int32 6:conditions:or:extensions/v1beta1.DeploymentCondition 7:readyReplicas:o:int32 8:collisionCount:op:int32 9:terminatingReplicas:op:int32:33,31,36,36',
  'extensions/v1beta1.DeploymentStrategy': '1:type:o:string 2:rollingUpdate:op:extensions/v1beta1.RollingUpdateDeployment',
  'extensions/v1beta1.FSGroupStrategyOptions': '1:rule:o:string:9,9,25,27 2:ranges:or:extensions/v1beta1.IDRange:9,9,25,27',
  'extensions/v1beta1.HTTPIngressPath':
    '1:path:o:string 2:backend::extensions/v1beta1.IngressBackend 3:pathType:op:string:19,17,36,36',
  'extensions/v1beta1.HTTPIngressRuleValue': '1:paths:r:extensions/v1beta1.HTTPIngressPath',
  'extensions/v1beta1.HostPortRange': '1:min::int32:9,9,25,27 2:max::int32:9,9,25,27',
  'extensions/v1beta1.IDRange': '1:min::int64:9,9,25,27 2:max::int64:9,9,25,27',
  'extensions/v1beta1.IPBlock': '1:cidr::string 2:except:or:string',
  'extensions/v1beta1.Ingress':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:extensions/v1beta1.IngressSpec 3:status:o:extensions/v1beta1.IngressStatus',
  'extensions/v1beta1.IngressBackend':
    '1:serviceName:o:string 2:servicePort:o:intstr.IntOrString 3:resource:op:core/v1.TypedLocalObjectReference:19,17,36,36',
  'extensions/v1beta1.IngressList': '1:metadata:o:meta/v1.ListMeta 2:items:r:extensions/v1beta1.Ingress',
  'extensions/v1beta1.IngressLoadBalancerIngress':
    '1:ip:o:string 2:hostname:o:string 4:ports:or:extensions/v1beta1.IngressPortStatus:20,20,36,36',
  'extensions/v1beta1.IngressLoadBalancerStatus': '1:ingress:or:extensions/v1beta1.IngressLoadBalancerIngress',
  'extensions/v1beta1.IngressPortStatus':
    '1:port::int32:20,20,36,36 2:protocol::string:20,20,36,36 3:error:op:string:20,20,36,36',
  'extensions/v1beta1.IngressRule': '1:host:o:string 2::i:extensions/v1beta1.IngressRuleValue',
  'extensions/v1beta1.IngressRuleValue': '1:http:op:extensions/v1beta1.HTTPIngressRuleValue',
  'extensions/v1beta1.IngressSpec':
    '1:backend:op:extensions/v1beta1.IngressBackend 2:tls:or:extensions/v1beta1.IngressTLS 3:rules:or:extensions/v1beta1.IngressRule 4:ingressClassName:op:string:19,17,36,36',
  'extensions/v1beta1.IngressStatus': '1:loadBalancer:o:extensions/v1beta1.IngressLoadBalancerStatus',
  'extensions/v1beta1.IngressTLS': '1:hosts:or:string 2:secretName:o:string',
  'extensions/v1beta1.NetworkPolicy':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:extensions/v1beta1.NetworkPolicySpec 3:status:o:extensions/v1beta1.NetworkPolicyStatus:25,23,25,27',
  'extensions/v1beta1.NetworkPolicyEgressRule':
    '1:ports:or:extensions/v1beta1.NetworkPolicyPort 2:to:or:extensions/v1beta1.NetworkPolicyPeer',
  'extensions/v1beta1.NetworkPolicyIngressRule':
    '1:ports:or:extensions/v1beta1.NetworkPolicyPort 2:from:or:extensions/v1beta1.NetworkPolicyPeer',
  'extensions/v1beta1.NetworkPolicyList': '1:metadata:o:meta/v1.ListMeta 2:items:r:extensions/v1beta1.NetworkPolicy',
  'extensions/v1beta1.NetworkPolicyPeer':
    '1:podSelector:op:meta/v1.LabelSelector 2:namespaceSelector:op:meta/v1.LabelSelector 3:ipBlock:op:extensions/v1beta1.IPBlock',
  'extensions/v1beta1.NetworkPolicyPort': '1:protocol:op:string 2:port:op:intstr.IntOrString 3:endPort:op:int32:22,21,36,36',
  'extensions/v1beta1.NetworkPolicySpec':
    '1:podSelector::meta/v1.LabelSelector 2:ingress:or:extensions/v1beta1.NetworkPolicyIngressRule 3:egress:or:extensions/v1beta1.NetworkPolicyEgressRule 4:policyTypes:or:string',
  'extensions/v1beta1.NetworkPolicyStatus': '1:conditions:or:meta/v1.Condition:25,23,25,27',
  'extensions/v1beta1.PodSecurityPolicy':
    '1:metadata:o:meta/v1.ObjectMeta:9,9,25,27 2:spec:o:extensions/v1beta1.PodSecurityPolicySpec:9,9,25,27',
  'extensions/v1beta1.PodSecurityPolicyList':
    '1:metadata:o:meta/v1.ListMeta:9,9,25,27 2:items:r:extensions/v1beta1.PodSecurityPolicy:9,9,25,27',
  'extensions/v1beta1.PodSecurityPolicySpec':
    '1:privileged:o:bool:9,9,25,27 2:defaultAddCapabilities:or:string:9,9,25,27 3:requiredDropCapabilities:or:string:9,9,25,27 4:allowedCapabilities:or:string:9,9,25,27 5:volumes:or:string:9,9,25,27 6:hostNetwork:o:bool:9,9,25,27 7:hostPorts:or:extensions/v1beta1.HostPortRange:9,9,25,27 8:hostPID:o:bool:9,9,25,27 9:hostIPC:o:bool:9,9,25,27 10:seLinux::extensions/v1beta1.SELinuxStrategyOptions:9,9,25,27 11:runAsUser::extensions/v1beta1.RunAsUserStrategyOptions:9,9,25,27 12:supplementalGroups::extensions/v1beta1.SupplementalGroupsStrategyOptions:9,9,25,27 13:fsGroup::extensions/v1beta1.FSGroupStrategyOptions:9,9,25,27 14:readOnlyRootFilesystem:o:bool:9,9,25,27 15:defaultAllowPrivilegeEscalation:op:bool:9,9,25,27 16:allowPrivilegeEscalation:op:bool:9,9,25,27 17:allowedHostPaths:or:extensions/v1beta1.AllowedHostPath:9,9,25,27 18:allowedFlexVolumes:or:extensions/v1beta1.AllowedFlexVolume:9,9,25,27 19:allowedUnsafeSysctls:or:string:12,10,25,27 20:forbiddenSysctls:or:string:12,10,25,27 21:allowedProcMountTypes:or:string:12,10,25,27 22:runAsGroup:op:extensions/v1beta1.RunAsGroupStrategyOptions:16,13,25,27 23:allowedCSIDrivers:or:extensions/v1beta1.AllowedCSIDriver:16,13,25,27 24:runtimeClass:op:extensions/v1beta1.RuntimeClassStrategyOptions:16,13,25,27',
  'extensions/v1beta1.ReplicaSet':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:extensions/v1beta1.ReplicaSetSpec 3:status:o:extensions/v1beta1.ReplicaSetStatus',
  'extensions/v1beta1.ReplicaSetCondition':
    '1:type::string 2:status::string 3:lastTransitionTime:o:meta/v1.Time 4:reason:o:string 5:message:o:string',
  'extensions/v1beta1.ReplicaSetList': '1:metadata:o:meta/v1.ListMeta 2:items:r:extensions/v1beta1.ReplicaSet',
  'extensions/v1beta1.ReplicaSetSpec':
    '1:replicas:op:int32 2:selector:op:meta/v1.LabelSelector 3:template:o:core/v1.PodTemplateSpec 4:minReadySeconds:o:int32',
  'extensions/v1beta1.ReplicaSetStatus':
    '1:replicas::int32 2:fullyLabeledReplicas:o:int32 3:observedGeneration:o:int64 4:readyReplicas:o:int32 5:availableReplicas:o:int32 6:conditions:or:extensions/v1beta1.ReplicaSetCondition 7:terminatingReplicas:op:int32:33,31,36,36',
  'extensions/v1beta1.RollbackConfig': '1:revision:o:int64',
  'extensions/v1beta1.RollingUpdateDaemonSet':
    '1:maxUnavailable:op:intstr.IntOrString 2:maxSurge:op:intstr.IntOrString:22,21,36,36',
  'extensions/v1beta1.RollingUpdateDeployment': '1:maxUnavailable:op:intstr.IntOrString 2:maxSurge:op:intstr.IntOrString',
  'extensions/v1beta1.RunAsGroupStrategyOptions': '1:rule::string:16,13,25,27 2:ranges:or:extensions/v1beta1.IDRange:16,13,25,27',
  'extensions/v1beta1.RunAsUserStrategyOptions': '1:rule::string:9,9,25,27 2:ranges:or:extensions/v1beta1.IDRange:9,9,25,27',
  'extensions/v1beta1.RuntimeClassStrategyOptions':
    '1:allowedRuntimeClassNames:r:string:16,13,25,27 2:defaultRuntimeClassName:op:string:16,13,25,27',
  'extensions/v1beta1.SELinuxStrategyOptions': '1:rule::string:9,9,25,27 2:seLinuxOptions:op:core/v1.SELinuxOptions:9,9,25,27',
  'extensions/v1beta1.Scale':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:extensions/v1beta1.ScaleSpec 3:status:o:extensions/v1beta1.ScaleStatus',
  'extensions/v1beta1.ScaleSpec': '1:replicas:o:int32',
  'extensions/v1beta1.ScaleStatus': '1:replicas::int32 2:selector:om:string 3:targetSelector:o:string',
  'extensions/v1beta1.SupplementalGroupsStrategyOptions':
    '1:rule:o:string:9,9,25,27 2:ranges:or:extensions/v1beta1.IDRange:9,9,25,27',
  'flowcontrol/v1.ExemptPriorityLevelConfiguration':
    '1:nominalConcurrencyShares:op:int32:30,29,36,36 2:lendablePercent:op:int32:30,29,36,36',
  'flowcontrol/v1.FlowDistinguisherMethod': '1:type::string:30,29,36,36',
  'flowcontrol/v1.FlowSchema':
    '1:metadata:o:meta/v1.ObjectMeta:30,29,36,36 2:spec:o:flowcontrol/v1.FlowSchemaSpec:30,29,36,36 3:status:o:flowcontrol/v1.FlowSchemaStatus:30,29,36,36',
  'flowcontrol/v1.FlowSchemaCondition':
    '1:type:o:string:30,29,36,36 2:status:o:string:30,29,36,36 3:lastTransitionTime:o:meta/v1.Time:30,29,36,36 4:reason:o:string:30,29,36,36 5:message:o:string:30,29,36,36',
  'flowcontrol/v1.FlowSchemaList': '1:metadata:o:meta/v1.ListMeta:30,29,36,36 2:items:r:flowcontrol/v1.FlowSchema:30,29,36,36',
  'flowcontrol/v1.FlowSchemaSpec':
    '1:priorityLevelConfiguration::flowcontrol/v1.PriorityLevelConfigurationReference:30,29,36,36 2:matchingPrecedence::int32:30,29,36,36 3:distinguisherMethod:op:flowcontrol/v1.FlowDistinguisherMethod:30,29,36,36 4:rules:or:flowcontrol/v1.PolicyRulesWithSubjects:30,29,36,36',
  'flowcontrol/v1.FlowSchemaStatus': '1:conditions:or:flowcontrol/v1.FlowSchemaCondition:30,29,36,36',
  'flowcontrol/v1.GroupSubject': '1:name::string:30,29,36,36',
  'flowcontrol/v1.LimitResponse': '1:type::string:30,29,36,36 2:queuing:op:flowcontrol/v1.QueuingConfiguration:30,29,36,36',
  'flowcontrol/v1.LimitedPriorityLevelConfiguration':
    '1:nominalConcurrencyShares:p:int32:30,29,36,36 2:limitResponse:o:flowcontrol/v1.LimitResponse:30,29,36,36 3:lendablePercent:op:int32:30,29,36,36 4:borrowingLimitPercent:op:int32:30,29,36,36',
  'flowcontrol/v1.NonResourcePolicyRule': '1:verbs:r:string:30,29,36,36 6:nonResourceURLs:r:string:30,29,36,36',
  'flowcontrol/v1.PolicyRulesWithSubjects':
    '1:subjects:r:flowcontrol/v1.Subject:30,29,36,36 2:resourceRules:or:flowcontrol/v1.ResourcePolicyRule:30,29,36,36 3:nonResourceRules:or:flowcontrol/v1.NonResourcePolicyRule:30,29,36,36',
  'flowcontrol/v1.PriorityLevelConfiguration':
    '1:metadata:o:meta/v1.ObjectMeta:30,29,36,36 2:spec:o:flowcontrol/v1.PriorityLevelConfigurationSpec:30,29,36,36 3:status:o:flowcontrol/v1.PriorityLevelConfigurationStatus:30,29,36,36',
  'flowcontrol/v1.PriorityLevelConfigurationCondition':
    '1:type:o:string:30,29,36,36 2:status:o:string:30,29,36,36 3:lastTransitionTime:o:meta/v1.Time:30,29,36,36 4:reason:o:string:30,29,36,36 5:message:o:string:30,29,36,36',
  'flowcontrol/v1.PriorityLevelConfigurationList':
    '1:metadata:o:meta/v1.ListMeta:30,29,36,36 2:items:r:flowcontrol/v1.PriorityLevelConfiguration:30,29,36,36',
  'flowcontrol/v1.PriorityLevelConfigurationReference': '1:name::string:30,29,36,36',
  'flowcontrol/v1.PriorityLevelConfigurationSpec':
    '1:type::string:30,29,36,36 2:limited:op:flowcontrol/v1.LimitedPriorityLevelConfiguration:30,29,36,36 3:exempt:op:flowcontrol/v1.ExemptPriorityLevelConfiguration:30,29,36,36',
  'flowcontrol/v1.PriorityLevelConfigurationStatus':
    '1:conditions:or:flowcontrol/v1.PriorityLevelConfigurationCondition:30,29,36,36',
  'flowcontrol/v1.QueuingConfiguration':
    '1:queues::int32:30,29,36,36 2:handSize::int32:30,29,36,36 3:queueLengthLimit::int32:30,29,36,36',
  'flowcontrol/v1.ResourcePolicyRule':
    '1:verbs:r:string:30,29,36,36 2:apiGroups:r:string:30,29,36,36 3:resources:r:string:30,29,36,36 4:clusterScope:o:bool:30,29,36,36 5:namespaces:r:string:30,29,36,36',
  'flowcontrol/v1.ServiceAccountSubject': '1:namespace::string:30,29,36,36 2:name::string:30,29,36,36',
  'flowcontrol/v1.Subject':
    '1:kind::string:30,29,36,36 2:user:op:flowcontrol/v1.UserSubject:30,29,36,36 3:group:op:flowcontrol/v1.GroupSubject:30,29,36,36 4:serviceAccount:op:flowcontrol/v1.ServiceAccountSubject:30,29,36,36',
  'flowcontrol/v1.UserSubject': '1:name::string:30,29,36,36',
  'flowcontrol/v1alpha1.ExemptPriorityLevelConfiguration':
    '1:nominalConcurrencyShares:op:int32:28,26,28,29 2:lendablePercent:op:int32:28,26,28,29',
  'flowcontrol/v1alpha1.FlowDistinguisherMethod': '1:type::string:19,17,28,29',
  'flowcontrol/v1alpha1.FlowSchema':
    '1:metadata:o:meta/v1.ObjectMeta:19,17,28,29 2:spec:o:flowcontrol/v1alpha1.FlowSchemaSpec:19,17,28,29 3:status:o:flowcontrol/v1alpha1.FlowSchemaStatus:19,17,28,29',
  'flowcontrol/v1alpha1.FlowSchemaCondition':
    '1:type:o:string:19,17,28,29 2:status:o:string:19,17,28,29 3:lastTransitionTime:o:meta/v1.Time:19,17,28,29 4:reason:o:string:19,17,28,29 5:message:o:string:19,17,28,29',
  'flowcontrol/v1alpha1.FlowSchemaList':
    '1:metadata:o:meta/v1.ListMeta:19,17,28,29 2:items:r:flowcontrol/v1alpha1.FlowSchema:19,17,28,29',
  'flowcontrol/v1alpha1.FlowSchemaSpec':
    '1:priorityLevelConfiguration::flowcontrol/v1alpha1.PriorityLevelConfigurationReference:19,17,28,29 2:matchingPrecedence::int32:19,17,28,29 3:distinguisherMethod:op:flowcontrol/v1alpha1.FlowDistinguisherMethod:19,17,28,29 4:rules:or:flowcontrol/v1alpha1.PolicyRulesWithSubjects:19,17,28,29',
  'flowcontrol/v1alpha1.FlowSchemaStatus': '1:conditions:or:flowcontrol/v1alpha1.FlowSchemaCondition:19,17,28,29',
  'flowcontrol/v1alpha1.GroupSubject': '1:name::string:19,17,28,29',
  'flowcontrol/v1alpha1.LimitResponse':
    '1:type::string:19,17,28,29 2:queuing:op:flowcontrol/v1alpha1.QueuingConfiguration:19,17,28,29',
  'flowcontrol/v1alpha1.LimitedPriorityLevelConfiguration':
    '1:assuredConcurrencyShares::int32:19,17,28,29 2:limitResponse:o:flowcontrol/v1alpha1.LimitResponse:19,17,28,29 3:lendablePercent:op:int32:28,26,28,29 4:borrowingLimitPercent:op:int32:28,26,28,29',
  'flowcontrol/v1alpha1.NonResourcePolicyRule': '1:verbs:r:string:19,17,28,29 6:nonResourceURLs:r:string:19,17,28,29',
  'flowcontrol/v1alpha1.PolicyRulesWithSubjects':
    '1:subjects:r:flowcontrol/v1alpha1.Subject:19,17,28,29 2:resourceRules:or:flowcontrol/v1alpha1.ResourcePolicyRule:19,17,28,29 3:nonResourceRules:or:flowcontrol/v1alpha1.NonResourcePolicyRule:19,17,28,29',
  'flowcontrol/v1alpha1.PriorityLevelConfiguration':
    '1:metadata:o:meta/v1.ObjectMeta:19,17,28,29 2:spec:o:flowcontrol/v1alpha1.PriorityLevelConfigurationSpec:19,17,28,29 3:status:o:flowcontrol/v1alpha1.PriorityLevelConfigurationStatus:19,17,28,29',
  'flowcontrol/v1alpha1.PriorityLevelConfigurationCondition':
    '1:type:o:string:19,17,28,29 2:status:o:string:19,17,28,29 3:lastTransitionTime:o:meta/v1.Time:19,17,28,29 4:reason:o:string:19,17,28,29 5:message:o:string:19,17,28,29',
  'flowcontrol/v1alpha1.PriorityLevelConfigurationList':
    '1:metadata:o:meta/v1.ListMeta:19,17,28,29 2:items:r:flowcontrol/v1alpha1.PriorityLevelConfiguration:19,17,28,29',
  'flowcontrol/v1alpha1.PriorityLevelConfigurationReference': '1:name::string:19,17,28,29',
  'flowcontrol/v1alpha1.PriorityLevelConfigurationSpec':
    '1:type::string:19,17,28,29 2:limited:op:flowcontrol/v1alpha1.LimitedPriorityLevelConfiguration:19,17,28,29 3:exempt:op:flowcontrol/v1alpha1.ExemptPriorityLevelConfiguration:28,26,28,29',
  'flowcontrol/v1alpha1.PriorityLevelConfigurationStatus':
    '1:conditions:or:flowcontrol/v1alpha1.PriorityLevelConfigurationCondition:19,17,28,29',
  'flowcontrol/v1alpha1.QueuingConfiguration':
    '1:queues::int32:19,17,28,29 2:handSize::int32:19,17,28,29 3:queueLengthLimit::int32:19,17,28,29',
  'flowcontrol/v1alpha1.ResourcePolicyRule':
    '1:verbs:r:string:19,17,28,29 2:apiGroups:r:string:19,17,28,29 3:resources:r:string:19,17,28,29 4:clusterScope:o:bool:19,17,28,29 5:namespaces:r:string:19,17,28,29',
  'flowcontrol/v1alpha1.ServiceAccountSubject': '1:namespace::string:19,17,28,29 2:name::string:19,17,28,29',
  'flowcontrol/v1alpha1.Subject':
    '1:kind::string:19,17,28,29 2:user:op:flowcontrol/v1alpha1.UserSubject:19,17,28,29 3:group:op:flowcontrol/v1alpha1.GroupSubject:19,17,28,29 4:serviceAccount:op:flowcontrol/v1alpha1.ServiceAccountSubject:19,17,28,29',
  'flowcontrol/v1alpha1.UserSubject': '1:name::string:19,17,28,29',
  'flowcontrol/v1beta1.ExemptPriorityLevelConfiguration':
    '1:nominalConcurrencyShares:op:int32:28,26,36,36 2:lendablePercent:op:int32:28,26,36,36',
  'flowcontrol/v1beta1.FlowDistinguisherMethod': '1:type::string:20,20,36,36',
  'flowcontrol/v1beta1.FlowSchema':
    '1:metadata:o:meta/v1.ObjectMeta:20,20,36,36 2:spec:o:flowcontrol/v1beta1.FlowSchemaSpec:20,20,36,36 3:status:o:flowcontrol/v1beta1.FlowSchemaStatus:20,20,36,36',
  'flowcontrol/v1beta1.FlowSchemaCondition':
    '1:type:o:string:20,20,36,36 2:status:o:string:20,20,36,36 3:lastTransitionTime:o:meta/v1.Time:20,20,36,36 4:reason:o:string:20,20,36,36 5:message:o:string:20,20,36,36',
  'flowcontrol/v1beta1.FlowSchemaList':
    '1:metadata:o:meta/v1.ListMeta:20,20,36,36 2:items:r:flowcontrol/v1beta1.FlowSchema:20,20,36,36',
  'flowcontrol/v1beta1.FlowSchemaSpec':
    '1:priorityLevelConfiguration::flowcontrol/v1beta1.PriorityLevelConfigurationReference:20,20,36,36 2:matchingPrecedence::int32:20,20,36,36 3:distinguisherMethod:op:flowcontrol/v1beta1.FlowDistinguisherMethod:20,20,36,36 4:rules:or:flowcontrol/v1beta1.PolicyRulesWithSubjects:20,20,36,36',
  'flowcontrol/v1beta1.FlowSchemaStatus': '1:conditions:or:flowcontrol/v1beta1.FlowSchemaCondition:20,20,36,36',
  'flowcontrol/v1beta1.GroupSubject': '1:name::string:20,20,36,36',
  'flowcontrol/v1beta1.LimitResponse':
    '1:type::string:20,20,36,36 2:queuing:op:flowcontrol/v1beta1.QueuingConfiguration:20,20,36,36',
  'flowcontrol/v1beta1.LimitedPriorityLevelConfiguration':
    '1:assuredConcurrencyShares::int32:20,20,36,36 2:limitResponse:o:flowcontrol/v1beta1.LimitResponse:20,20,36,36 3:lendablePercent:op:int32:28,26,36,36 4:borrowingLimitPercent:op:int32:28,26,36,36',
  'flowcontrol/v1beta1.NonResourcePolicyRule': '1:verbs:r:string:20,20,36,36 6:nonResourceURLs:r:string:20,20,36,36',
  'flowcontrol/v1beta1.PolicyRulesWithSubjects':
    '1:subjects:r:flowcontrol/v1beta1.Subject:20,20,36,36 2:resourceRules:or:flowcontrol/v1beta1.ResourcePolicyRule:20,20,36,36 3:nonResourceRules:or:flowcontrol/v1beta1.NonResourcePolicyRule:20,20,36,36',
  'flowcontrol/v1beta1.PriorityLevelConfiguration':
    '1:metadata:o:meta/v1.ObjectMeta:20,20,36,36 2:spec:o:flowcontrol/v1beta1.PriorityLevelConfigurationSpec:20,20,36,36 3:status:o:flowcontrol/v1beta1.PriorityLevelConfigurationStatus:20,20,36,36',
  'flowcontrol/v1beta1.PriorityLevelConfigurationCondition':
    '1:type:o:string:20,20,36,36 2:status:o:string:20,20,36,36 3:lastTransitionTime:o:meta/v1.Time:20,20,36,36 4:reason:o:string:20,20,36,36 5:message:o:string:20,20,36,36',
  'flowcontrol/v1beta1.PriorityLevelConfigurationList':
    '1:metadata:o:meta/v1.ListMeta:20,20,36,36 2:items:r:flowcontrol/v1beta1.PriorityLevelConfiguration:20,20,36,36',
  'flowcontrol/v1beta1.PriorityLevelConfigurationReference': '1:name::string:20,20,36,36',
  'flowcontrol/v1beta1.PriorityLevelConfigurationSpec':
    '1:type::string:20,20,36,36 2:limited:op:flowcontrol/v1beta1.LimitedPriorityLevelConfiguration:20,20,36,36 3:exempt:op:flowcontrol/v1beta1.ExemptPriorityLevelConfiguration:28,26,36,36',
  'flowcontrol/v1beta1.PriorityLevelConfigurationStatus':
    '1:conditions:or:flowcontrol/v1beta1.PriorityLevelConfigurationCondition:20,20,36,36',
  'flowcontrol/v1beta1.QueuingConfiguration':
    '1:queues::int32:20,20,36,36 2:handSize::int32:20,20,36,36 3:queueLengthLimit::int32:20,20,36,36',
  'flowcontrol/v1beta1.ResourcePolicyRule':
    '1:verbs:r:string:20,20,36,36 2:apiGroups:r:string:20,20,36,36 3:resources:r:string:20,20,36,36 4:clusterScope:o:bool:20,20,36,36 5:namespaces:r:string:20,20,36,36',
  'flowcontrol/v1beta1.ServiceAccountSubject': '1:namespace::string:20,20,36,36 2:name::string:20,20,36,36',
  'flowcontrol/v1beta1.Subject':
    '1:kind::string:20,20,36,36 2:user:op:flowcontrol/v1beta1.UserSubject:20,20,36,36 3:group:op:flowcontrol/v1beta1.GroupSubject:20,20,36,36 4:serviceAccount:op:flowcontrol/v1beta1.ServiceAccountSubject:20,20,36,36',
  'flowcontrol/v1beta1.UserSubject': '1:name::string:20,20,36,36',
  'flowcontrol/v1beta2.ExemptPriorityLevelConfiguration':
    '1:nominalConcurrencyShares:op:int32:28,26,36,36 2:lendablePercent:op:int32:28,26,36,36',
  'flowcontrol/v1beta2.FlowDistinguisherMethod': '1:type::string:25,23,36,36',
  'flowcontrol/v1beta2.FlowSchema':
    '1:metadata:o:meta/v1.ObjectMeta:25,23,36,36 2:spec:o:flowcontrol/v1beta2.FlowSchemaSpec:25,23,36,36 3:status:o:flowcontrol/v1beta2.FlowSchemaStatus:25,23,36,36',
  'flowcontrol/v1beta2.FlowSchemaCondition':
    '1:type:o:string:25,23,36,36 2:status:o:string:25,23,36,36 3:lastTransitionTime:o:meta/v1.Time:25,23,36,36 4:reason:o:string:25,23,36,36 5:message:o:string:25,23,36,36',
  'flowcontrol/v1beta2.FlowSchemaList':
    '1:metadata:o:meta/v1.ListMeta:25,23,36,36 2:items:r:flowcontrol/v1beta2.FlowSchema:25,23,36,36',
  'flowcontrol/v1beta2.FlowSchemaSpec':
    '1:priorityLevelConfiguration::flowcontrol/v1beta2.PriorityLevelConfigurationReference:25,23,36,36 2:matchingPrecedence::int32:25,23,36,36 3:distinguisherMethod:op:flowcontrol/v1beta2.FlowDistinguisherMethod:25,23,36,36 4:rules:or:flowcontrol/v1beta2.PolicyRulesWithSubjects:25,23,36,36',
  'flowcontrol/v1beta2.FlowSchemaStatus': '1:conditions:or:flowcontrol/v1beta2.FlowSchemaCondition:25,23,36,36',
  'flowcontrol/v1beta2.GroupSubject': '1:name::string:25,23,36,36',
  'flowcontrol/v1beta2.LimitResponse':
    '1:type::string:25,23,36,36 2:queuing:op:flowcontrol/v1beta2.QueuingConfiguration:25,23,36,36',
  'flowcontrol/v1beta2.LimitedPriorityLevelConfiguration':
    '1:assuredConcurrencyShares::int32:25,23,36,36 2:limitResponse:o:flowcontrol/v1beta2.LimitResponse:25,23,36,36 3:lendablePercent:op:int32:28,26,36,36 4:borrowingLimitPercent:op:int32:28,26,36,36',
  'flowcontrol/v1beta2.NonResourcePolicyRule': '1:verbs:r:string:25,23,36,36 6:nonResourceURLs:r:string:25,23,36,36',
  'flowcontrol/v1beta2.PolicyRulesWithSubjects':
    '1:subjects:r:flowcontrol/v1beta2.Subject:25,23,36,36 2:resourceRules:or:flowcontrol/v1beta2.ResourcePolicyRule:25,23,36,36 3:nonResourceRules:or:flowcontrol/v1beta2.NonResourcePolicyRule:25,23,36,36',
  'flowcontrol/v1beta2.PriorityLevelConfiguration':
    '1:metadata:o:meta/v1.ObjectMeta:25,23,36,36 2:spec:o:flowcontrol/v1beta2.PriorityLevelConfigurationSpec:25,23,36,36 3:status:o:flowcontrol/v1beta2.PriorityLevelConfigurationStatus:25,23,36,36',
  'flowcontrol/v1beta2.PriorityLevelConfigurationCondition':
    '1:type:o:string:25,23,36,36 2:status:o:string:25,23,36,36 3:lastTransitionTime:o:meta/v1.Time:25,23,36,36 4:reason:o:string:25,23,36,36 5:message:o:string:25,23,36,36',
  'flowcontrol/v1beta2.PriorityLevelConfigurationList':
    '1:metadata:o:meta/v1.ListMeta:25,23,36,36 2:items:r:flowcontrol/v1beta2.PriorityLevelConfiguration:25,23,36,36',
  'flowcontrol/v1beta2.PriorityLevelConfigurationReference': '1:name::string:25,23,36,36',
  'flowcontrol/v1beta2.PriorityLevelConfigurationSpec':
    '1:type::string:25,23,36,36 2:limited:op:flowcontrol/v1beta2.LimitedPriorityLevelConfiguration:25,23,36,36 3:exempt:op:flowcontrol/v1beta2.ExemptPriorityLevelConfiguration:28,26,36,36',
  'flowcontrol/v1beta2.PriorityLevelConfigurationStatus':
    '1:conditions:or:flowcontrol/v1beta2.PriorityLevelConfigurationCondition:25,23,36,36',
  'flowcontrol/v1beta2.QueuingConfiguration':
    '1:queues::int32:25,23,36,36 2:handSize::int32:25,23,36,36 3:queueLengthLimit::int32:25,23,36,36',
  'flowcontrol/v1beta2.ResourcePolicyRule':
    '1:verbs:r:string:25,23,36,36 2:apiGroups:r:string:25,23,36,36 3:resources:r:string:25,23,36,36 4:clusterScope:o:bool:25,23,36,36 5:namespaces:r:string:25,23,36,36',
  'flowcontrol/v1beta2.ServiceAccountSubject': '1:namespace::string:25,23,36,36 2:name::string:25,23,36,36',
  'flowcontrol/v1beta2.Subject':
    '1:kind::string:25,23,36,36 2:user:op:flowcontrol/v1beta2.UserSubject:25,23,36,36 3:group:op:flowcontrol/v1beta2.GroupSubject:25,23,36,36 4:serviceAccount:op:flowcontrol/v1beta2.ServiceAccountSubject:25,23,36,36',
  'flowcontrol/v1beta2.UserSubject': '1:name::string:25,23,36,36',
  'flowcontrol/v1beta3.ExemptPriorityLevelConfiguration':
    '1:nominalConcurrencyShares:op:int32:28,26,36,36 2:lendablePercent:op:int32:28,26,36,36',
  'flowcontrol/v1beta3.FlowDistinguisherMethod': '1:type::string:28,26,36,36',
  'flowcontrol/v1beta3.FlowSchema':
    '1:metadata:o:meta/v1.ObjectMeta:28,26,36,36 2:spec:o:flowcontrol/v1beta3.FlowSchemaSpec:28,26,36,36 3:status:o:flowcontrol/v1beta3.FlowSchemaStatus:28,26,36,36',
  'flowcontrol/v1beta3.FlowSchemaCondition':
    '1:type:o:string:28,26,36,36 2:status:o:string:28,26,36,36 3:lastTransitionTime:o:meta/v1.Time:28,26,36,36 4:reason:o:string:28,26,36,36 5:message:o:string:28,26,36,36',
  'flowcontrol/v1beta3.FlowSchemaList':
    '1:metadata:o:meta/v1.ListMeta:28,26,36,36 2:items:r:flowcontrol/v1beta3.FlowSchema:28,26,36,36',
  'flowcontrol/v1beta3.FlowSchemaSpec':
    '1:priorityLevelConfiguration::flowcontrol/v1beta3.PriorityLevelConfigurationReference:28,26,36,36 2:matchingPrecedence::int32:28,26,36,36 3:distinguisherMethod:op:flowcontrol/v1beta3.FlowDistinguisherMethod:28,26,36,36 4:rules:or:flowcontrol/v1beta3.PolicyRulesWithSubjects:28,26,36,36',
  'flowcontrol/v1beta3.FlowSchemaStatus': '1:conditions:or:flowcontrol/v1beta3.FlowSchemaCondition:28,26,36,36',
  'flowcontrol/v1beta3.GroupSubject': '1:name::string:28,26,36,36',
  'flowcontrol/v1beta3.LimitResponse':
    '1:type::string:28,26,36,36 2:queuing:op:flowcontrol/v1beta3.QueuingConfiguration:28,26,36,36',
  'flowcontrol/v1beta3.LimitedPriorityLevelConfiguration':
    '1:nominalConcurrencyShares::int32:28,26,36,36 2:limitResponse:o:flowcontrol/v1beta3.LimitResponse:28,26,36,36 3:lendablePercent:op:int32:28,26,36,36 4:borrowingLimitPercent:op:int32:28,26,36,36',
  'flowcontrol/v1beta3.NonResourcePolicyRule': '1:verbs:r:string:28,26,36,36 6:nonResourceURLs:r:string:28,26,36,36',
  'flowcontrol/v1beta3.PolicyRulesWithSubjects':
    '1:subjects:r:flowcontrol/v1beta3.Subject:28,26,36,36 2:resourceRules:or:flowcontrol/v1beta3.ResourcePolicyRule:28,26,36,36 3:nonResourceRules:or:flowcontrol/v1beta3.NonResourcePolicyRule:28,26,36,36',
  'flowcontrol/v1beta3.PriorityLevelConfiguration':
    '1:metadata:o:meta/v1.ObjectMeta:28,26,36,36 2:spec:o:flowcontrol/v1beta3.PriorityLevelConfigurationSpec:28,26,36,36 3:status:o:flowcontrol/v1beta3.PriorityLevelConfigurationStatus:28,26,36,36',
  'flowcontrol/v1beta3.PriorityLevelConfigurationCondition':
    '1:type:o:string:28,26,36,36 2:status:o:string:28,26,36,36 3:lastTransitionTime:o:meta/v1.Time:28,26,36,36 4:reason:o:string:28,26,36,36 5:message:o:string:28,26,36,36',
  'flowcontrol/v1beta3.PriorityLevelConfigurationList':
    '1:metadata:o:meta/v1.ListMeta:28,26,36,36 2:items:r:flowcontrol/v1beta3.PriorityLevelConfiguration:28,26,36,36',
  'flowcontrol/v1beta3.PriorityLevelConfigurationReference': '1:name::string:28,26,36,36',
  'flowcontrol/v1beta3.PriorityLevelConfigurationSpec':
    '1:type::string:28,26,36,36 2:limited:op:flowcontrol/v1beta3.LimitedPriorityLevelConfiguration:28,26,36,36 3:exempt:op:flowcontrol/v1beta3.ExemptPriorityLevelConfiguration:28,26,36,36',
  'flowcontrol/v1beta3.PriorityLevelConfigurationStatus':
    '1:conditions:or:flowcontrol/v1beta3.PriorityLevelConfigurationCondition:28,26,36,36',
  'flowcontrol/v1beta3.QueuingConfiguration':
    '1:queues::int32:28,26,36,36 2:handSize::int32:28,26,36,36 3:queueLengthLimit::int32:28,26,36,36',
  'flowcontrol/v1beta3.ResourcePolicyRule':
    '1:verbs:r:string:28,26,36,36 2:apiGroups:r:string:28,26,36,36 3:resources:r:string:28,26,36,36 4:clusterScope:o:bool:28,26,36,36 5:namespaces:r:string:28,26,36,36',
  'flowcontrol/v1beta3.ServiceAccountSubject': '1:namespace::string:28,26,36,36 2:name::string:28,26,36,36',
  'flowcontrol/v1beta3.Subject':
    '1:kind::string:28,26,36,36 2:user:op:flowcontrol/v1beta3.UserSubject:28,26,36,36 3:group:op:flowcontrol/v1beta3.GroupSubject:28,26,36,36 4:serviceAccount:op:flowcontrol/v1beta3.ServiceAccountSubject:28,26,36,36',
  'flowcontrol/v1beta3.UserSubject': '1:name::string:28,26,36,36',
  'intstr.IntOrString': '1:type::int64 2:intVal::int32 3:strVal::string',
  'meta/v1.APIGroup':
    '1:name::string 2:versions:r:meta/v1.GroupVersionForDiscovery 3:preferredVersion:o:meta/v1.GroupVersionForDiscovery 4:serverAddressByClientCIDRs:or:meta/v1.ServerAddressByClientCIDR',
  'meta/v1.APIGroupList': '1:groups:r:meta/v1.APIGroup',
  'meta/v1.APIResource':
    '1:name::string 2:namespaced::bool 3:kind::string 4:verbs::meta/v1.Verbs 5:shortNames:or:string 6:singularName::string 7:categories:or:string 8:group:o:string 9:version:o:string 10:storageVersionHash:o:string:20,10,36,36',
  'meta/v1.APIResourceList': '1:groupVersion::string 2:resources:r:meta/v1.APIResource',
  'meta/v1.APIVersions': '1:versions:r:string 2:serverAddressByClientCIDRs:r:meta/v1.ServerAddressByClientCIDR',
  'meta/v1.Condition':
    '1:type::string:20,10,36,36 2:status::string:20,10,36,36 3:observedGeneration:o:int64:20,10,36,36 4:lastTransitionTime::meta/v1.Time:20,10,36,36 5:reason::string:20,10,36,36 6:message::string:20,10,36,36',
  'meta/v1.CreateOptions': '1:dryRun:or:string:20,10,36,36 3:fieldManager:o:string:20,10,36,36',
  'meta/v1.DeleteOptions':
    '1:gracePeriodSeconds:op:int64 2:preconditions:op:meta/v1.Preconditions 3:orphanDependents:op:bool 4:propagationPolicy:op:string 5:dryRun:or:string:20,10,36,36',
  'meta/v1.Duration': '1:duration::int64',
  'meta/v1.ExportOptions': '1:export::bool 2:exact::bool',
  'meta/v1.FieldsV1': '1:-::bytes:16,16,36,36',
  'meta/v1.GetOptions': '1:resourceVersion:o:string 2:includeUninitialized:o:bool:9,9,9,19',
  'meta/v1.GroupKind': '1:group::string 2:kind::string',
  'meta/v1.GroupResource': '1:group::string 2:resource::string',
  'meta/v1.GroupVersion': '1:group::string 2:version::string',
  'meta/v1.GroupVersionForDiscovery': '1:groupVersion::string 2:version::string',
  'meta/v1.GroupVersionKind': '1:group::string 2:version::string 3:kind::string',
  'meta/v1.GroupVersionResource': '1:group::string 2:version::string 3:resource::string',
  'meta/v1.Initializer': '1:name::string:9,9,9,19',
  'meta/v1.Initializers': '1:pending:r:meta/v1.Initializer:9,9,9,19 2:result:op:meta/v1.Status:9,9,9,19',
  'meta/v1.LabelSelector': '1:matchLabels:om:string 2:matchExpressions:or:meta/v1.LabelSelectorRequirement',
  'meta/v1.LabelSelectorRequirement': '1:key::string 2:operator::string 3:values:or:string',
  'meta/v1.List': '1:metadata:o:meta/v1.ListMeta 2:items:r:runtime.RawExtension',
  'meta/v1.ListMeta':
    '1:selfLink:o:string 2:resourceVersion:o:string 3:continue:o:string 4:remainingItemCount:op:int64:20,10,36,36',
  'meta/v1.ListOptions':
    '1:labelSelector:o:string 2:fieldSelector:o:string 3:watch:o:bool 4:resourceVersion:o:string 5:timeoutSeconds:op:int64 6:includeUninitialized:o:bool:9,9,9,19 7:limit:o:int64 8:continue:o:string 9:allowWatchBookmarks:o:bool:20,10,36,36 10:resourceVersionMatch:o:string:20,10,36,36',
  'meta/v1.ManagedFieldsEntry':
    '1:manager:o:string:14,14,36,36 2:operation:o:string:14,14,36,36 3:apiVersion:o:string:14,14,36,36 4:time:op:meta/v1.Time:14,14,36,36 6:fieldsType:o:string:16,16,36,36 7:fieldsV1:op:meta/v1.FieldsV1:16,16,36,36 8:subresource:o:string:22,22,36,36',
  'meta/v1.MicroTime': '1:seconds::int64 2:nanos::int32',
  'meta/v1.ObjectMeta':
    '1:name:o:string 2:generateName:o:string 3:namespace:o:string 4:selfLink:o:string 5:uid:o:string 6:resourceVersion:o:string 7:generation:o:int64 8:creationTimestamp:o:meta/v1.Time 9:deletionTimestamp:op:meta/v1.Time 10:deletionGracePeriodSeconds:op:int64 11:labels:om:string 12:annotations:om:string 13:ownerReferences:or:meta/v1.OwnerReference 14:finalizers:or:string 15:clusterName:o:string:9,9,24,24 16:initializers:op:meta/v1.Initializers:9,9,15,15 17:managedFields:or:meta/v1.ManagedFieldsEntry:14,14,36,36',
  'meta/v1.OwnerReference':
    '1:kind::string 3:name::string 4:uid::string 5:apiVersion::string 6:controller:op:bool 7:blockOwnerDeletion:op:bool',
  'meta/v1.PartialObjectMetadata': '1:metadata:o:meta/v1.ObjectMeta:20,10,36,36',
  'meta/v1.PartialObjectMetadataList':
    '1:metadata:o:meta/v1.ListMeta:20,10,36,36 2:items:r:meta/v1.PartialObjectMetadata:20,10,36,36',
  'meta/v1.PatchOptions': '1:dryRun:or:string:20,10,36,36 2:force:op:bool:20,10,36,36 3:fieldManager:o:string:20,10,36,36',
  'meta/v1.Preconditions': '1:uid:op:string 2:resourceVersion:op:string:20,10,36,36',
  'meta/v1.RootPaths': '1:paths:r:string',
  'meta/v1.ServerAddressByClientCIDR': '1:clientCIDR::string 2:serverAddress::string',
  'meta/v1.Status':
    '1:metadata:o:meta/v1.ListMeta 2:status:o:string 3:message:o:string 4:reason:o:string 5:details:op:meta/v1.StatusDetails 6:code:o:int32',
  'meta/v1.StatusCause': '1:reason:o:string 2:message:o:string 3:field:o:string',
  'meta/v1.StatusDetails':
    '1:name:o:string 2:group:o:string 3:kind:o:string 4:causes:or:meta/v1.StatusCause 5:retryAfterSeconds:o:int32 6:uid:o:string',
  'meta/v1.TableOptions': '1:includeObject:o:string:20,10,36,36',
  'meta/v1.Time': '1:seconds::int64 2:nanos::int32',
  'meta/v1.Timestamp': '1:seconds::int64 2:nanos::int32',
  'meta/v1.TypeMeta': '1:kind:o:string 2:apiVersion:o:string',
  'meta/v1.UpdateOptions': '1:dryRun:or:string:20,10,36,36 2:fieldManager:o:string:20,10,36,36',
  'meta/v1.Verbs': '1:items:r:string',
  'meta/v1.WatchEvent': '1:type::string 2:object::runtime.RawExtension',
  'meta/v1alpha1.PartialObjectMetadata': '1:metadata:o:meta/v1.ObjectMeta:9,9,9,19',
  'meta/v1alpha1.PartialObjectMetadataList': '1:items:r:meta/v1alpha1.PartialObjectMetadata:9,9,9,19',
  'meta/v1alpha1.TableOptions': '1:includeObject:o:string:9,9,9,19',
  'meta/v1beta1.PartialObjectMetadataList':
    '1:items:r:meta/v1.PartialObjectMetadata:20,10,36,36 2:metadata:o:meta/v1.ListMeta:20,10,36,36',
  'networking/v1.HTTPIngressPath':
    '1:path:o:string:19,17,36,36 2:backend::networking/v1.IngressBackend:19,17,36,36 3:pathType:p:string:19,17,36,36',
  'networking/v1.HTTPIngressRuleValue': '1:paths:r:networking/v1.HTTPIngressPath:19,17,36,36',
  'networking/v1.IPAddress': '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec:o:networking/v1.IPAddressSpec:33,31,36,36',
  'networking/v1.IPAddressList': '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:networking/v1.IPAddress:33,31,36,36',
  'networking/v1.IPAddressSpec': '1:parentRef:op:networking/v1.ParentReference:33,31,36,36',
  'networking/v1.IPBlock': '1:cidr::string 2:except:or:string',
  'networking/v1.Ingress':
    '1:metadata:o:meta/v1.ObjectMeta:19,17,36,36 2:spec:o:networking/v1.IngressSpec:19,17,36,36 3:status:o:networking/v1.IngressStatus:19,17,36,36',
  'networking/v1.IngressBackend':
    '3:resource:op:core/v1.TypedLocalObjectReference:19,17,36,36 4:service:op:networking/v1.IngressServiceBackend:19,17,36,36',
  'networking/v1.IngressClass': '1:metadata:o:meta/v1.ObjectMeta:19,17,36,36 2:spec:o:networking/v1.IngressClassSpec:19,17,36,36',
  'networking/v1.IngressClassList': '1:metadata:o:meta/v1.ListMeta:19,17,36,36 2:items:r:networking/v1.IngressClass:19,17,36,36',
  'networking/v1.IngressClassParametersReference':
    '1:apiGroup:op:string:12,10,36,36 2:kind::string:12,10,36,36 3:name::string:12,10,36,36 4:scope:p:string:22,21,36,36 5:namespace:op:string:22,21,36,36',
  'networking/v1.IngressClassSpec':
    '1:controller:o:string:19,17,36,36 2:parameters:op:networking/v1.IngressClassParametersReference:19,17,36,36',
  'networking/v1.IngressList': '1:metadata:o:meta/v1.ListMeta:19,17,36,36 2:items:r:networking/v1.Ingress:19,17,36,36',
  'networking/v1.IngressLoadBalancerIngress':
    '1:ip:o:string 2:hostname:o:string 4:ports:or:networking/v1.IngressPortStatus:20,20,36,36',
  'networking/v1.IngressLoadBalancerStatus': '1:ingress:or:networking/v1.IngressLoadBalancerIngress',
  'networking/v1.IngressPortStatus': '1:port::int32:20,20,36,36 2:protocol::string:20,20,36,36 3:error:op:string:20,20,36,36',
  'networking/v1.IngressRule': '1:host:o:string:19,17,36,36 2::i:networking/v1.IngressRuleValue:19,17,36,36',
  'networking/v1.IngressRuleValue': '1:http:op:networking/v1.HTTPIngressRuleValue:19,17,36,36',
  'networking/v1.IngressServiceBackend': '1:name::string:19,17,36,36 2:port:o:networking/v1.ServiceBackendPort:19,17,36,36',
  'networking/v1.IngressSpec':
    '1:defaultBackend:op:networking/v1.IngressBackend:19,17,36,36 2:tls:or:networking/v1.IngressTLS:19,17,36,36 3:rules:or:networking/v1.IngressRule:19,17,36,36 4:ingressClassName:op:string:19,17,36,36',
  'networking/v1.IngressStatus': '1:loadBalancer:o:networking/v1.IngressLoadBalancerStatus:19,17,36,36',
  'networking/v1.IngressTLS': '1:hosts:or:string:19,17,36,36 2:secretName:o:string:19,17,36,36',
  'networking/v1.NetworkPolicy':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:networking/v1.NetworkPolicySpec 3:status:o:networking/v1.NetworkPolicyStatus:25,23,25,27',
  'networking/v1.NetworkPolicyEgressRule': '1:ports:or:networking/v1.NetworkPolicyPort 2:to:or:networking/v1.NetworkPolicyPeer',
  'networking/v1.NetworkPolicyIngressRule':
    '1:ports:or:networking/v1.NetworkPolicyPort 2:from:or:networking/v1.NetworkPolicyPeer',
  'networking/v1.NetworkPolicyList': '1:metadata:o:meta/v1.ListMeta 2:items:r:networking/v1.NetworkPolicy',
  'networking/v1.NetworkPolicyPeer':
    '1:podSelector:op:meta/v1.LabelSelector 2:namespaceSelector:op:meta/v1.LabelSelector 3:ipBlock:op:networking/v1.IPBlock',
  'networking/v1.NetworkPolicyPort': '1:protocol:op:string 2:port:op:intstr.IntOrString 3:endPort:op:int32:22,21,36,36',
  'networking/v1.NetworkPolicySpec':
    '1:podSelector::meta/v1.LabelSelector 2:ingress:or:networking/v1.NetworkPolicyIngressRule 3:egress:or:networking/v1.NetworkPolicyEgressRule 4:policyTypes:or:string',
  'networking/v1.NetworkPolicyStatus': '1:conditions:or:meta/v1.Condition:25,23,25,27',
  'networking/v1.ParentReference':
    '1:group:o:string:33,31,36,36 2:resource:o:string:33,31,36,36 3:namespace:o:string:33,31,36,36 4:name:o:string:33,31,36,36',
  'networking/v1.ServiceBackendPort': '1:name:o:string:19,17,36,36 2:number:o:int32:19,17,36,36',
  'networking/v1.ServiceCIDR':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec:o:networking/v1.ServiceCIDRSpec:33,31,36,36 3:status:o:networking/v1.ServiceCIDRStatus:33,31,36,36',
  'networking/v1.ServiceCIDRList': '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:networking/v1.ServiceCIDR:33,31,36,36',
  'networking/v1.ServiceCIDRSpec': '1:cidrs:or:string:33,31,36,36',
  'networking/v1.ServiceCIDRStatus': '1:conditions:or:meta/v1.Condition:33,31,36,36',
  'networking/v1alpha1.ClusterCIDR':
    '1:metadata:o:meta/v1.ObjectMeta:25,23,28,29 2:spec:o:networking/v1alpha1.ClusterCIDRSpec:25,23,28,29',
  'networking/v1alpha1.ClusterCIDRList':
    '1:metadata:o:meta/v1.ListMeta:25,23,28,29 2:items:r:networking/v1alpha1.ClusterCIDR:25,23,28,29',
  'networking/v1alpha1.ClusterCIDRSpec':
    '1:nodeSelector:op:core/v1.NodeSelector:25,23,28,29 2:perNodeHostBits::int32:25,23,28,29 3:ipv4::string:25,23,28,29 4:ipv6::string:25,23,28,29',
  'networking/v1alpha1.IPAddress':
    '1:metadata:o:meta/v1.ObjectMeta:28,26,33,35 2:spec:o:networking/v1alpha1.IPAddressSpec:28,26,33,35',
  'networking/v1alpha1.IPAddressList':
    '1:metadata:o:meta/v1.ListMeta:28,26,33,35 2:items:r:networking/v1alpha1.IPAddress:28,26,33,35',
  'networking/v1alpha1.IPAddressSpec': '1:parentRef:op:networking/v1alpha1.ParentReference:28,26,33,35',
  'networking/v1alpha1.ParentReference':
    '1:group:o:string:28,26,33,35 2:resource:o:string:28,26,33,35 3:namespace:o:string:28,26,33,35 4:name:o:string:28,26,33,35 5:uid:o:string:28,26,28,29',
  'networking/v1alpha1.ServiceCIDR':
    '1:metadata:o:meta/v1.ObjectMeta:30,29,33,35 2:spec:o:networking/v1alpha1.ServiceCIDRSpec:30,29,33,35 3:status:o:networking/v1alpha1.ServiceCIDRStatus:30,29,33,35',
  'networking/v1alpha1.ServiceCIDRList':
    '1:metadata:o:meta/v1.ListMeta:30,29,33,35 2:items:r:networking/v1alpha1.ServiceCIDR:30,29,33,35',
  'networking/v1alpha1.ServiceCIDRSpec': '1:cidrs:or:string:30,29,33,35',
  'networking/v1alpha1.ServiceCIDRStatus': '1:conditions:or:meta/v1.Condition:30,29,33,35',
  'networking/v1beta1.HTTPIngressPath':
    '1:path:o:string:16,13,36,36 2:backend::networking/v1beta1.IngressBackend:16,13,36,36 3:pathType:op:string:19,17,36,36',
  'networking/v1beta1.HTTPIngressRuleValue': '1:paths:r:networking/v1beta1.HTTPIngressPath:16,13,36,36',
  'networking/v1beta1.IPAddress':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec:o:networking/v1beta1.IPAddressSpec:33,31,36,36',
  'networking/v1beta1.IPAddressList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:networking/v1beta1.IPAddress:33,31,36,36',
  'networking/v1beta1.IPAddressSpec': '1:parentRef:op:networking/v1beta1.ParentReference:33,31,36,36',
  'networking/v1beta1.Ingress':
    '1:metadata:o:meta/v1.ObjectMeta:16,13,36,36 2:spec:o:networking/v1beta1.IngressSpec:16,13,36,36 3:status:o:networking/v1beta1.IngressStatus:16,13,36,36',
  'networking/v1beta1.IngressBackend':
    '1:serviceName:o:string:16,13,36,36 2:servicePort:o:intstr.IntOrString:16,13,36,36 3:resource:op:core/v1.TypedLocalObjectReference:19,17,36,36',
  'networking/v1beta1.IngressClass':
    '1:metadata:o:meta/v1.ObjectMeta:19,17,36,36 2:spec:o:networking/v1beta1.IngressClassSpec:19,17,36,36',
  'networking/v1beta1.IngressClassList':
    '1:metadata:o:meta/v1.ListMeta:19,17,36,36 2:items:r:networking/v1beta1.IngressClass:19,17,36,36',
  'networking/v1beta1.IngressClassParametersReference':
    '1:apiGroup:op:string:12,10,36,36 2:kind::string:12,10,36,36 3:name::string:12,10,36,36 4:scope:p:string:22,21,36,36 5:namespace:op:string:22,21,36,36',
  'networking/v1beta1.IngressClassSpec':
    '1:controller:o:string:19,17,36,36 2:parameters:op:networking/v1beta1.IngressClassParametersReference:19,17,36,36',
  'networking/v1beta1.IngressList': '1:metadata:o:meta/v1.ListMeta:16,13,36,36 2:items:r:networking/v1beta1.Ingress:16,13,36,36',
  'networking/v1beta1.IngressLoadBalancerIngress':
    '1:ip:o:string 2:hostname:o:string 4:ports:or:networking/v1beta1.IngressPortStatus:20,20,36,36',
  'networking/v1beta1.IngressLoadBalancerStatus': '1:ingress:or:networking/v1beta1.IngressLoadBalancerIngress',
  'networking/v1beta1.IngressPortStatus':
    '1:port::int32:20,20,36,36 2:protocol::string:20,20,36,36 3:error:op:string:20,20,36,36',
  'networking/v1beta1.IngressRule': '1:host:o:string:16,13,36,36 2::i:networking/v1beta1.IngressRuleValue:16,13,36,36',
  'networking/v1beta1.IngressRuleValue': '1:http:op:networking/v1beta1.HTTPIngressRuleValue:16,13,36,36',
  'networking/v1beta1.IngressSpec':
    '1:backend:op:networking/v1beta1.IngressBackend:16,13,36,36 2:tls:or:networking/v1beta1.IngressTLS:16,13,36,36 3:rules:or:networking/v1beta1.IngressRule:16,13,36,36 4:ingressClassName:op:string:19,17,36,36',
  'networking/v1beta1.IngressStatus': '1:loadBalancer:o:networking/v1beta1.IngressLoadBalancerStatus:16,13,36,36',
  'networking/v1beta1.IngressTLS': '1:hosts:or:string:16,13,36,36 2:secretName:o:string:16,13,36,36',
  'networking/v1beta1.ParentReference':
    '1:group:o:string:33,31,36,36 2:resource:o:string:33,31,36,36 3:namespace:o:string:33,31,36,36 4:name:o:string:33,31,36,36',
  'networking/v1beta1.ServiceCIDR':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec:o:networking/v1beta1.ServiceCIDRSpec:33,31,36,36 3:status:o:networking/v1beta1.ServiceCIDRStatus:33,31,36,36',
  'networking/v1beta1.ServiceCIDRList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:networking/v1beta1.ServiceCIDR:33,31,36,36',
  'networking/v1beta1.ServiceCIDRSpec': '1:cidrs:or:string:33,31,36,36',
  'networking/v1beta1.ServiceCIDRStatus': '1:conditions:or:meta/v1.Condition:33,31,36,36',
  'node/v1.Overhead': '1:podFixed:om:quantity.Quantity:20,20,36,36',
  'node/v1.RuntimeClass':
    '1:metadata:o:meta/v1.ObjectMeta:20,20,36,36 2:handler::string:20,20,36,36 3:overhead:op:node/v1.Overhead:20,20,36,36 4:scheduling:op:node/v1.Scheduling:20,20,36,36',
  'node/v1.RuntimeClassList': '1:metadata:o:meta/v1.ListMeta:20,20,36,36 2:items:r:node/v1.RuntimeClass:20,20,36,36',
  'node/v1.Scheduling': '1:nodeSelector:om:string:20,20,36,36 2:tolerations:or:core/v1.Toleration:20,20,36,36',
  'node/v1alpha1.Overhead': '1:podFixed:om:quantity.Quantity:16,13,36,36',
  'node/v1alpha1.RuntimeClass': '1:metadata:o:meta/v1.ObjectMeta:16,13,36,36 2:spec::node/v1alpha1.RuntimeClassSpec:16,13,36,36',
  'node/v1alpha1.RuntimeClassList': '1:metadata:o:meta/v1.ListMeta:16,13,36,36 2:items:r:node/v1alpha1.RuntimeClass:16,13,36,36',
  'node/v1alpha1.RuntimeClassSpec':
    '1:runtimeHandler::string:16,13,36,36 2:overhead:op:node/v1alpha1.Overhead:16,13,36,36 3:scheduling:op:node/v1alpha1.Scheduling:16,13,36,36',
  'node/v1alpha1.Scheduling': '1:nodeSelector:om:string:16,13,36,36 2:tolerations:or:core/v1.Toleration:16,13,36,36',
  'node/v1beta1.Overhead': '1:podFixed:om:quantity.Quantity:16,13,36,36',
  'node/v1beta1.RuntimeClass':
    '1:metadata:o:meta/v1.ObjectMeta:16,13,36,36 2:handler::string:16,13,36,36 3:overhead:op:node/v1beta1.Overhead:16,13,36,36 4:scheduling:op:node/v1beta1.Scheduling:16,13,36,36',
  'node/v1beta1.RuntimeClassList': '1:metadata:o:meta/v1.ListMeta:16,13,36,36 2:items:r:node/v1beta1.RuntimeClass:16,13,36,36',
  'node/v1beta1.Scheduling': '1:nodeSelector:om:string:16,13,36,36 2:tolerations:or:core/v1.Toleration:16,13,36,36',
  'policy/v1.Eviction': '1:metadata:o:meta/v1.ObjectMeta:22,21,36,36 2:deleteOptions:op:meta/v1.DeleteOptions:22,21,36,36',
  'policy/v1.PodDisruptionBudget':
    '1:metadata:o:meta/v1.ObjectMeta:22,21,36,36 2:spec:o:policy/v1.PodDisruptionBudgetSpec:22,21,36,36 3:status:o:policy/v1.PodDisruptionBudgetStatus:22,21,36,36',
  'policy/v1.PodDisruptionBudgetList':
    '1:metadata:o:meta/v1.ListMeta:22,21,36,36 2:items:r:policy/v1.PodDisruptionBudget:22,21,36,36',
  'policy/v1.PodDisruptionBudgetSpec':
    '1:minAvailable:op:intstr.IntOrString:22,21,36,36 2:selector:op:meta/v1.LabelSelector:22,21,36,36 3:maxUnavailable:op:intstr.IntOrString:22,21,36,36 4:unhealthyPodEvictionPolicy:op:string:28,26,36,36',
  'policy/v1.PodDisruptionBudgetStatus':
    '1:observedGeneration:o:int64:22,21,36,36 2:disruptedPods:om:meta/v1.Time:22,21,36,36 3:disruptionsAllowed::int32:22,21,36,36 4:currentHealthy::int32:22,21,36,36 5:desiredHealthy::int32:22,21,36,36 6:expectedPods::int32:22,21,36,36 7:conditions:or:meta/v1.Condition:22,21,36,36',
  'policy/v1beta1.AllowedCSIDriver': '1:name::string:16,13,28,29',
  'policy/v1beta1.AllowedFlexVolume': '1:driver::string:12,10,28,29',
  'policy/v1beta1.AllowedHostPath': '1:pathPrefix:o:string:12,10,28,29 2:readOnly:o:bool:12,10,28,29',
  'policy/v1beta1.Eviction': '1:metadata:o:meta/v1.ObjectMeta 2:deleteOptions:op:meta/v1.DeleteOptions',
  'policy/v1beta1.FSGroupStrategyOptions': '1:rule:o:string:12,10,28,29 2:ranges:or:policy/v1beta1.IDRange:12,10,28,29',
  'policy/v1beta1.HostPortRange': '1:min::int32:12,10,28,29 2:max::int32:12,10,28,29',
  'policy/v1beta1.IDRange': '1:min::int64:12,10,28,29 2:max::int64:12,10,28,29',
  'policy/v1beta1.PodDisruptionBudget':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec:o:policy/v1beta1.PodDisruptionBudgetSpec 3:status:o:policy/v1beta1.PodDisruptionBudgetStatus',
  'policy/v1beta1.PodDisruptionBudgetList': '1:metadata:o:meta/v1.ListMeta 2:items:r:policy/v1beta1.PodDisruptionBudget',
  'policy/v1beta1.PodDisruptionBudgetSpec':
    '1:minAvailable:op:intstr.IntOrString 2:selector:op:meta/v1.LabelSelector 3:maxUnavailable:op:intstr.IntOrString 4:unhealthyPodEvictionPolicy:op:string:28,26,36,36',
  'policy/v1beta1.PodDisruptionBudgetStatus':
    '1:observedGeneration:o:int64 2:disruptedPods:om:meta/v1.Time 3:disruptionsAllowed::int32 4:currentHealthy::int32 5:desiredHealthy::int32 6:expectedPods::int32 7:conditions:or:meta/v1.Condition:22,21,36,36',
  'policy/v1beta1.PodSecurityPolicy':
    '1:metadata:o:meta/v1.ObjectMeta:12,10,28,29 2:spec:o:policy/v1beta1.PodSecurityPolicySpec:12,10,28,29',
  'policy/v1beta1.PodSecurityPolicyList':
    '1:metadata:o:meta/v1.ListMeta:12,10,28,29 2:items:r:policy/v1beta1.PodSecurityPolicy:12,10,28,29',
  'policy/v1beta1.PodSecurityPolicySpec':
    '1:privileged:o:bool:12,10,28,29 2:defaultAddCapabilities:or:string:12,10,28,29 3:requiredDropCapabilities:or:string:12,10,28,29 4:allowedCapabilities:or:string:12,10,28,29 5:volumes:or:string:12,10,28,29 6:hostNetwork:o:bool:12,10,28,29 7:hostPorts:or:policy/v1beta1.HostPortRange:12,10,28,29 8:hostPID:o:bool:12,10,28,29 9:hostIPC:o:bool:12,10,28,29 10:seLinux::policy/v1beta1.SELinuxStrategyOptions:12,10,28,29 11:runAsUser::policy/v1beta1.RunAsUserStrategyOptions:12,10,28,29 12:supplementalGroups::policy/v1beta1.SupplementalGroupsStrategyOptions:12,10,28,29 13:fsGroup::policy/v1beta1.FSGroupStrategyOptions:12,10,28,29 14:readOnlyRootFilesystem:o:bool:12,10,28,29 15:defaultAllowPrivilegeEscalation:op:bool:12,10,28,29 16:allowPrivilegeEscalation:op:bool:12,10,28,29 17:allowedHostPaths:or:policy/v1beta1.AllowedHostPath:12,10,28,29 18:allowedFlexVolumes:or:policy/v1beta1.AllowedFlexVolume:12,10,28,29 19:allowedUnsafeSysctls:or:string:12,10,28,29 20:forbiddenSysctls:or:string:12,10,28,29 21:allowedProcMountTypes:or:string:12,10,28,29 22:runAsGroup:op:policy/v1beta1.RunAsGroupStrategyOptions:16,13,28,29 23:allowedCSIDrivers:or:policy/v1beta1.AllowedCSIDriver:16,13,28,29 24:runtimeClass:op:policy/v1beta1.RuntimeClassStrategyOptions:16,13,28,29',
  'policy/v1beta1.RunAsGroupStrategyOptions': '1:rule::string:16,13,28,29 2:ranges:or:policy/v1beta1.IDRange:16,13,28,29',
  'policy/v1beta1.RunAsUserStrategyOptions': '1:rule::string:12,10,28,29 2:ranges:or:policy/v1beta1.IDRange:12,10,28,29',
  'policy/v1beta1.RuntimeClassStrategyOptions':
    '1:allowedRuntimeClassNames:r:string:16,13,28,29 2:defaultRuntimeClassName:op:string:16,13,28,29',
  'policy/v1beta1.SELinuxStrategyOptions': '1:rule::string:12,10,28,29 2:seLinuxOptions:op:core/v1.SELinuxOptions:12,10,28,29',
  'policy/v1beta1.SupplementalGroupsStrategyOptions':
    '1:rule:o:string:12,10,28,29 2:ranges:or:policy/v1beta1.IDRange:12,10,28,29',
  'quantity.Quantity': '1:string::string',
  'rbac/v1.AggregationRule': '1:clusterRoleSelectors:or:meta/v1.LabelSelector',
  'rbac/v1.ClusterRole':
    '1:metadata:o:meta/v1.ObjectMeta 2:rules:r:rbac/v1.PolicyRule 3:aggregationRule:op:rbac/v1.AggregationRule',
  'rbac/v1.ClusterRoleBinding': '1:metadata:o:meta/v1.ObjectMeta 2:subjects:or:rbac/v1.Subject 3:roleRef::rbac/v1.RoleRef',
  'rbac/v1.ClusterRoleBindingList': '1:metadata:o:meta/v1.ListMeta 2:items:r:rbac/v1.ClusterRoleBinding',
  'rbac/v1.ClusterRoleList': '1:metadata:o:meta/v1.ListMeta 2:items:r:rbac/v1.ClusterRole',
  'rbac/v1.PolicyRule':
    '1:verbs:r:string 2:apiGroups:or:string 3:resources:or:string 4:resourceNames:or:string 5:nonResourceURLs:or:string',
  'rbac/v1.Role': '1:metadata:o:meta/v1.ObjectMeta 2:rules:r:rbac/v1.PolicyRule',
  'rbac/v1.RoleBinding': '1:metadata:o:meta/v1.ObjectMeta 2:subjects:or:rbac/v1.Subject 3:roleRef::rbac/v1.RoleRef',
  'rbac/v1.RoleBindingList': '1:metadata:o:meta/v1.ListMeta 2:items:r:rbac/v1.RoleBinding',
  'rbac/v1.RoleList': '1:metadata:o:meta/v1.ListMeta 2:items:r:rbac/v1.Role',
  'rbac/v1.RoleRef': '1:apiGroup::string 2:kind::string 3:name::string',
  'rbac/v1.Subject': '1:kind::string 2:apiGroup:o:string 3:name::string 4:namespace:o:string',
  'rbac/v1alpha1.AggregationRule': '1:clusterRoleSelectors:or:meta/v1.LabelSelector',
  'rbac/v1alpha1.ClusterRole':
    '1:metadata:o:meta/v1.ObjectMeta 2:rules:r:rbac/v1alpha1.PolicyRule 3:aggregationRule:op:rbac/v1alpha1.AggregationRule',
  'rbac/v1alpha1.ClusterRoleBinding':
    '1:metadata:o:meta/v1.ObjectMeta 2:subjects:or:rbac/v1alpha1.Subject 3:roleRef::rbac/v1alpha1.RoleRef',
  'rbac/v1alpha1.ClusterRoleBindingList': '1:metadata:o:meta/v1.ListMeta 2:items:r:rbac/v1alpha1.ClusterRoleBinding',
  'rbac/v1alpha1.ClusterRoleList': '1:metadata:o:meta/v1.ListMeta 2:items:r:rbac/v1alpha1.ClusterRole',
  'rbac/v1alpha1.PolicyRule':
    '1:verbs:r:string 3:apiGroups:or:string 4:resources:or:string 5:resourceNames:or:string 6:nonResourceURLs:or:string',
  'rbac/v1alpha1.Role': '1:metadata:o:meta/v1.ObjectMeta 2:rules:r:rbac/v1alpha1.PolicyRule',
  'rbac/v1alpha1.RoleBinding':
    '1:metadata:o:meta/v1.ObjectMeta 2:subjects:or:rbac/v1alpha1.Subject 3:roleRef::rbac/v1alpha1.RoleRef',
  'rbac/v1alpha1.RoleBindingList': '1:metadata:o:meta/v1.ListMeta 2:items:r:rbac/v1alpha1.RoleBinding',
  'rbac/v1alpha1.RoleList': '1:metadata:o:meta/v1.ListMeta 2:items:r:rbac/v1alpha1.Role',
  'rbac/v1alpha1.RoleRef': '1:apiGroup::string 2:kind::string 3:name::string',
  'rbac/v1alpha1.Subject': '1:kind::string 2:apiVersion:o:string 3:name::string 4:namespace:o:string',
  'rbac/v1beta1.AggregationRule': '1:clusterRoleSelectors:or:meta/v1.LabelSelector',
  'rbac/v1beta1.ClusterRole':
    '1:metadata:o:meta/v1.ObjectMeta 2:rules:r:rbac/v1beta1.PolicyRule 3:aggregationRule:op:rbac/v1beta1.AggregationRule',
  'rbac/v1beta1.ClusterRoleBinding':
    '1:metadata:o:meta/v1.ObjectMeta 2:subjects:or:rbac/v1beta1.Subject 3:roleRef::rbac/v1beta1.RoleRef',
  'rbac/v1beta1.ClusterRoleBindingList': '1:metadata:o:meta/v1.ListMeta 2:items:r:rbac/v1beta1.ClusterRoleBinding',
  'rbac/v1beta1.ClusterRoleList': '1:metadata:o:meta/v1.ListMeta 2:items:r:rbac/v1beta1.ClusterRole',
  'rbac/v1beta1.PolicyRule':
    '1:verbs:r:string 2:apiGroups:or:string 3:resources:or:string 4:resourceNames:or:string 5:nonResourceURLs:or:string',
  'rbac/v1beta1.Role': '1:metadata:o:meta/v1.ObjectMeta 2:rules:r:rbac/v1beta1.PolicyRule',
  'rbac/v1beta1.RoleBinding':
    '1:metadata:o:meta/v1.ObjectMeta 2:subjects:or:rbac/v1beta1.Subject 3:roleRef::rbac/v1beta1.RoleRef',
  'rbac/v1beta1.RoleBindingList': '1:metadata:o:meta/v1.ListMeta 2:items:r:rbac/v1beta1.RoleBinding',
  'rbac/v1beta1.RoleList': '1:metadata:o:meta/v1.ListMeta 2:items:r:rbac/v1beta1.Role',
  'rbac/v1beta1.RoleRef': '1:apiGroup::string 2:kind::string 3:name::string',
  'rbac/v1beta1.Subject': '1:kind::string 2:apiGroup:o:string 3:name::string 4:namespace:o:string',
  'resource/v1.AllocatedDeviceStatus':
    '1:driver::string:36,34,36,36 2:pool::string:36,34,36,36 3:device::string:36,34,36,36 4:conditions:r:meta/v1.Condition:36,34,36,36 5:data:op:runtime.RawExtension:36,34,36,36 6:networkData:op:resource/v1.NetworkDeviceData:36,34,36,36 7:shareID:op:string:36,34,36,36',
  'resource/v1.AllocationResult':
    '1:devices:o:resource/v1.DeviceAllocationResult:36,34,36,36 3:nodeSelector:op:core/v1.NodeSelector:36,34,36,36 5:allocationTimestamp:op:meta/v1.Time:36,34,36,36',
  'resource/v1.CELDeviceSelector': '1:expression::string:36,34,36,36',
  'resource/v1.CapacityRequestPolicy':
    '1:default:p:quantity.Quantity:36,34,36,36 3:validValues:or:quantity.Quantity:36,34,36,36 4:validRange:op:resource/v1.CapacityRequestPolicyRange:36,34,36,36',
  'resource/v1.CapacityRequestPolicyRange':
    '1:min:op:quantity.Quantity:36,34,36,36 2:max:op:quantity.Quantity:36,34,36,36 3:step:op:quantity.Quantity:36,34,36,36',
  'resource/v1.CapacityRequirements': '1:requests:om:quantity.Quantity:36,34,36,36',
  'resource/v1.Counter': '1:value::quantity.Quantity:36,34,36,36',
  'resource/v1.CounterSet': '1:name::string:36,34,36,36 2:counters:om:resource/v1.Counter:36,34,36,36',
  'resource/v1.Device':
    '1:name::string:36,34,36,36 2:attributes:om:resource/v1.DeviceAttribute:36,34,36,36 3:capacity:om:resource/v1.DeviceCapacity:36,34,36,36 4:consumesCounters:or:resource/v1.DeviceCounterConsumption:36,34,36,36 5:nodeName:op:string:36,34,36,36 6:nodeSelector:op:core/v1.NodeSelector:36,34,36,36 7:allNodes:op:bool:36,34,36,36 8:taints:or:resource/v1.DeviceTaint:36,34,36,36 9:bindsToNode:op:bool:36,34,36,36 10:bindingConditions:or:string:36,34,36,36 11:bindingFailureConditions:or:string:36,34,36,36 12:allowMultipleAllocations:op:bool:36,34,36,36 13:nodeAllocatableResourceMappings:om:resource/v1.NodeAllocatableResourceMapping:36,34,36,36',
  'resource/v1.DeviceAllocationConfiguration':
    '1:source::string:36,34,36,36 2:requests:or:string:36,34,36,36 3::i:resource/v1.DeviceConfiguration:36,34,36,36',
  'resource/v1.DeviceAllocationResult':
    '1:results:or:resource/v1.DeviceRequestAllocationResult:36,34,36,36 2:config:or:resource/v1.DeviceAllocationConfiguration:36,34,36,36',
  'resource/v1.DeviceAttribute':
    '2:int:op:int64:36,34,36,36 3:bool:op:bool:36,34,36,36 4:string:op:string:36,34,36,36 5:version:op:string:36,34,36,36 6:ints:or:int64:36,34,36,36 7:bools:or:bool:36,34,36,36 8:strings:or:string:36,34,36,36 9:versions:or:string:36,34,36,36',
  'resource/v1.DeviceCapacity':
    '1:value::quantity.Quantity:36,34,36,36 2:requestPolicy:op:resource/v1.CapacityRequestPolicy:36,34,36,36',
  'resource/v1.DeviceClaim':
    '1:requests:r:resource/v1.DeviceRequest:36,34,36,36 2:constraints:or:resource/v1.DeviceConstraint:36,34,36,36 3:config:or:resource/v1.DeviceClaimConfiguration:36,34,36,36',
  'resource/v1.DeviceClaimConfiguration': '1:requests:or:string:36,34,36,36 2::i:resource/v1.DeviceConfiguration:36,34,36,36',
  'resource/v1.DeviceClass': '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec::resource/v1.DeviceClassSpec:36,34,36,36',
  'resource/v1.DeviceClassConfiguration': '1::i:resource/v1.DeviceConfiguration:36,34,36,36',
  'resource/v1.DeviceClassList': '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:resource/v1.DeviceClass:36,34,36,36',
  'resource/v1.DeviceClassSpec':
    '1:selectors:or:resource/v1.DeviceSelector:36,34,36,36 2:config:or:resource/v1.DeviceClassConfiguration:36,34,36,36 4:extendedResourceName:op:string:36,34,36,36',
  'resource/v1.DeviceConfiguration': '1:opaque:op:resource/v1.OpaqueDeviceConfiguration:36,34,36,36',
  'resource/v1.DeviceConstraint':
    '1:requests:or:string:36,34,36,36 2:matchAttribute:op:string:36,34,36,36 3:distinctAttribute:op:string:36,34,36,36',
  'resource/v1.DeviceCounterConsumption': '1:counterSet::string:36,34,36,36 2:counters:om:resource/v1.Counter:36,34,36,36',
  'resource/v1.DeviceRequest':
    '1:name::string:36,34,36,36 2:exactly:op:resource/v1.ExactDeviceRequest:36,34,36,36 3:firstAvailable:or:resource/v1.DeviceSubRequest:36,34,36,36',
  'resource/v1.DeviceRequestAllocationResult':
    '1:request::string:36,34,36,36 2:driver::string:36,34,36,36 3:pool::string:36,34,36,36 4:device::string:36,34,36,36 5:adminAccess:op:bool:36,34,36,36 6:tolerations:or:resource/v1.DeviceToleration:36,34,36,36 7:bindingConditions:or:string:36,34,36,36 8:bindingFailureConditions:or:string:36,34,36,36 9:shareID:op:string:36,34,36,36 10:consumedCapacity:om:quantity.Quantity:36,34,36,36',
  'resource/v1.DeviceSelector': '1:cel:op:resource/v1.CELDeviceSelector:36,34,36,36',
  'resource/v1.DeviceSubRequest':
    '1:name::string:36,34,36,36 2:deviceClassName::string:36,34,36,36 3:selectors:or:resource/v1.DeviceSelector:36,34,36,36 4:allocationMode:o:string:36,34,36,36 5:count:o:int64:36,34,36,36 6:tolerations:or:resource/v1.DeviceToleration:36,34,36,36 7:capacity:op:resource/v1.CapacityRequirements:36,34,36,36',
  'resource/v1.DeviceTaint':
    '1:key::string:36,34,36,36 2:value:o:string:36,34,36,36 3:effect::string:36,34,36,36 4:timeAdded:op:meta/v1.Time:36,34,36,36',
  'resource/v1.DeviceToleration':
    '1:key:o:string:36,34,36,36 2:operator:o:string:36,34,36,36 3:value:o:string:36,34,36,36 4:effect:o:string:36,34,36,36 5:tolerationSeconds:op:int64:36,34,36,36',
  'resource/v1.ExactDeviceRequest':
    '1:deviceClassName::string:36,34,36,36 2:selectors:or:resource/v1.DeviceSelector:36,34,36,36 3:allocationMode:o:string:36,34,36,36 4:count:o:int64:36,34,36,36 5:adminAccess:op:bool:36,34,36,36 6:tolerations:or:resource/v1.DeviceToleration:36,34,36,36 7:capacity:op:resource/v1.CapacityRequirements:36,34,36,36',
  'resource/v1.NetworkDeviceData':
    '1:interfaceName:o:string:36,34,36,36 2:ips:or:string:36,34,36,36 3:hardwareAddress:o:string:36,34,36,36',
  'resource/v1.NodeAllocatableResourceMapping':
    '1:capacityKey:op:string:36,34,36,36 2:allocationMultiplier:op:quantity.Quantity:36,34,36,36',
  'resource/v1.OpaqueDeviceConfiguration': '1:driver::string:36,34,36,36 2:parameters::runtime.RawExtension:36,34,36,36',
  'resource/v1.ResourceClaim':
    '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec::resource/v1.ResourceClaimSpec:36,34,36,36 3:status:o:resource/v1.ResourceClaimStatus:36,34,36,36',
  'resource/v1.ResourceClaimConsumerReference':
    '1:apiGroup:o:string:36,34,36,36 3:resource::string:36,34,36,36 4:name::string:36,34,36,36 5:uid::string:36,34,36,36',
  'resource/v1.ResourceClaimList': '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:resource/v1.ResourceClaim:36,34,36,36',
  'resource/v1.ResourceClaimSpec': '1:devices::resource/v1.DeviceClaim:36,34,36,36',
  'resource/v1.ResourceClaimStatus':
    '1:allocation:op:resource/v1.AllocationResult:36,34,36,36 2:reservedFor:or:resource/v1.ResourceClaimConsumerReference:36,34,36,36 4:devices:or:resource/v1.AllocatedDeviceStatus:36,34,36,36',
  'resource/v1.ResourceClaimTemplate':
    '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec::resource/v1.ResourceClaimTemplateSpec:36,34,36,36',
  'resource/v1.ResourceClaimTemplateList':
    '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:resource/v1.ResourceClaimTemplate:36,34,36,36',
  'resource/v1.ResourceClaimTemplateSpec':
    '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec::resource/v1.ResourceClaimSpec:36,34,36,36',
  'resource/v1.ResourcePool':
    '1:name::string:36,34,36,36 2:generation::int64:36,34,36,36 3:resourceSliceCount::int64:36,34,36,36',
  'resource/v1.ResourceSlice': '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec::resource/v1.ResourceSliceSpec:36,34,36,36',
  'resource/v1.ResourceSliceList': '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:resource/v1.ResourceSlice:36,34,36,36',
  'resource/v1.ResourceSliceSpec':
    '1:driver::string:36,34,36,36 2:pool::resource/v1.ResourcePool:36,34,36,36 3:nodeName:op:string:36,34,36,36 4:nodeSelector:op:core/v1.NodeSelector:36,34,36,36 5:allNodes:op:bool:36,34,36,36 6:devices:or:resource/v1.Device:36,34,36,36 7:perDeviceNodeSelection:op:bool:36,34,36,36 8:sharedCounters:or:resource/v1.CounterSet:36,34,36,36',
  'resource/v1alpha2.AllocationResult':
    '1:resourceHandles:or:resource/v1alpha2.ResourceHandle:28,26,30,32 2:availableOnNodes:op:core/v1.NodeSelector:28,26,30,32 3:shareable:o:bool:28,26,30,32',
  'resource/v1alpha2.AllocationResultModel': '1:namedResources:op:resource/v1alpha2.NamedResourcesAllocationResult:30,29,30,32',
  'resource/v1alpha2.DriverAllocationResult':
    '1:vendorRequestParameters:o:runtime.RawExtension:30,29,30,32 2::i:resource/v1alpha2.AllocationResultModel:30,29,30,32',
  'resource/v1alpha2.DriverRequests':
    '1:driverName:o:string:30,29,30,32 2:vendorParameters:o:runtime.RawExtension:30,29,30,32 3:requests:or:resource/v1alpha2.ResourceRequest:30,29,30,32',
  'resource/v1alpha2.NamedResourcesAllocationResult': '1:name::string:30,29,30,32',
  'resource/v1alpha2.NamedResourcesAttribute':
    '1:name::string:30,29,30,32 2::i:resource/v1alpha2.NamedResourcesAttributeValue:30,29,30,32',
  'resource/v1alpha2.NamedResourcesAttributeValue':
    '2:bool:op:bool:30,29,30,32 5:string:op:string:30,29,30,32 6:quantity:op:quantity.Quantity:30,29,30,32 7:int:op:int64:30,29,30,32 8:intSlice:op:resource/v1alpha2.NamedResourcesIntSlice:30,29,30,32 9:stringSlice:op:resource/v1alpha2.NamedResourcesStringSlice:30,29,30,32 10:version:op:string:30,29,30,32',
  'resource/v1alpha2.NamedResourcesFilter': '1:selector::string:30,29,30,32',
  'resource/v1alpha2.NamedResourcesInstance':
    '1:name::string:30,29,30,32 2:attributes:or:resource/v1alpha2.NamedResourcesAttribute:30,29,30,32',
  'resource/v1alpha2.NamedResourcesIntSlice': '1:ints:r:int64:30,29,30,32',
  'resource/v1alpha2.NamedResourcesRequest': '1:selector::string:30,29,30,32',
  'resource/v1alpha2.NamedResourcesResources': '1:instances:r:resource/v1alpha2.NamedResourcesInstance:30,29,30,32',
  'resource/v1alpha2.NamedResourcesStringSlice': '1:strings:r:string:30,29,30,32',
  'resource/v1alpha2.PodSchedulingContext':
    '1:metadata:o:meta/v1.ObjectMeta:28,26,30,32 2:spec::resource/v1alpha2.PodSchedulingContextSpec:28,26,30,32 3:status:o:resource/v1alpha2.PodSchedulingContextStatus:28,26,30,32',
  'resource/v1alpha2.PodSchedulingContextList':
    '1:metadata:o:meta/v1.ListMeta:28,26,30,32 2:items:r:resource/v1alpha2.PodSchedulingContext:28,26,30,32',
  'resource/v1alpha2.PodSchedulingContextSpec': '1:selectedNode:o:string:28,26,30,32 2:potentialNodes:or:string:28,26,30,32',
  'resource/v1alpha2.PodSchedulingContextStatus':
    '1:resourceClaims:or:resource/v1alpha2.ResourceClaimSchedulingStatus:28,26,30,32',
  'resource/v1alpha2.ResourceClaim':
    '1:metadata:o:meta/v1.ObjectMeta:28,26,30,32 2:spec::resource/v1alpha2.ResourceClaimSpec:28,26,30,32 3:status:o:resource/v1alpha2.ResourceClaimStatus:28,26,30,32',
  'resource/v1alpha2.ResourceClaimConsumerReference':
    '1:apiGroup:o:string:28,26,30,32 3:resource::string:28,26,30,32 4:name::string:28,26,30,32 5:uid::string:28,26,30,32',
  'resource/v1alpha2.ResourceClaimList':
    '1:metadata:o:meta/v1.ListMeta:28,26,30,32 2:items:r:resource/v1alpha2.ResourceClaim:28,26,30,32',
  'resource/v1alpha2.ResourceClaimParameters':
    '1:metadata:o:meta/v1.ObjectMeta:30,29,30,32 2:generatedFrom:op:resource/v1alpha2.ResourceClaimParametersReference:30,29,30,32 3:shareable:o:bool:30,29,30,32 4:driverRequests:or:resource/v1alpha2.DriverRequests:30,29,30,32',
  'resource/v1alpha2.ResourceClaimParametersList':
    '1:metadata:o:meta/v1.ListMeta:30,29,30,32 2:items:r:resource/v1alpha2.ResourceClaimParameters:30,29,30,32',
  'resource/v1alpha2.ResourceClaimParametersReference':
    '1:apiGroup:o:string:28,26,30,32 2:kind::string:28,26,30,32 3:name::string:28,26,30,32',
  'resource/v1alpha2.ResourceClaimSchedulingStatus': '1:name:o:string:28,26,30,32 2:unsuitableNodes:or:string:28,26,30,32',
  'resource/v1alpha2.ResourceClaimSpec':
    '1:resourceClassName::string:28,26,30,32 2:parametersRef:op:resource/v1alpha2.ResourceClaimParametersReference:28,26,30,32 3:allocationMode:o:string:28,26,30,32',
  'resource/v1alpha2.ResourceClaimStatus':
    '1:driverName:o:string:28,26,30,32 2:allocation:op:resource/v1alpha2.AllocationResult:28,26,30,32 3:reservedFor:or:resource/v1alpha2.ResourceClaimConsumerReference:28,26,30,32 4:deallocationRequested:o:bool:28,26,30,32',
  'resource/v1alpha2.ResourceClaimTemplate':
    '1:metadata:o:meta/v1.ObjectMeta:28,26,30,32 2:spec::resource/v1alpha2.ResourceClaimTemplateSpec:28,26,30,32',
  'resource/v1alpha2.ResourceClaimTemplateList':
    '1:metadata:o:meta/v1.ListMeta:28,26,30,32 2:items:r:resource/v1alpha2.ResourceClaimTemplate:28,26,30,32',
  'resource/v1alpha2.ResourceClaimTemplateSpec':
    '1:metadata:o:meta/v1.ObjectMeta:28,26,30,32 2:spec::resource/v1alpha2.ResourceClaimSpec:28,26,30,32',
  'resource/v1alpha2.ResourceClass':
    '1:metadata:o:meta/v1.ObjectMeta:28,26,30,32 2:driverName::string:28,26,30,32 3:parametersRef:op:resource/v1alpha2.ResourceClassParametersReference:28,26,30,32 4:suitableNodes:op:core/v1.NodeSelector:28,26,30,32 5:structuredParameters:op:bool:30,29,30,32',
  'resource/v1alpha2.ResourceClassList':
    '1:metadata:o:meta/v1.ListMeta:28,26,30,32 2:items:r:resource/v1alpha2.ResourceClass:28,26,30,32',
  'resource/v1alpha2.ResourceClassParameters':
    '1:metadata:o:meta/v1.ObjectMeta:30,29,30,32 2:generatedFrom:op:resource/v1alpha2.ResourceClassParametersReference:30,29,30,32 3:vendorParameters:or:resource/v1alpha2.VendorParameters:30,29,30,32 4:filters:or:resource/v1alpha2.ResourceFilter:30,29,30,32',
  'resource/v1alpha2.ResourceClassParametersList':
    '1:metadata:o:meta/v1.ListMeta:30,29,30,32 2:items:r:resource/v1alpha2.ResourceClassParameters:30,29,30,32',
  'resource/v1alpha2.ResourceClassParametersReference':
    '1:apiGroup:o:string:28,26,30,32 2:kind::string:28,26,30,32 3:name::string:28,26,30,32 4:namespace:o:string:28,26,30,32',
  'resource/v1alpha2.ResourceFilter': '1:driverName:o:string:30,29,30,32 2::i:resource/v1alpha2.ResourceFilterModel:30,29,30,32',
  'resource/v1alpha2.ResourceFilterModel': '1:namedResources:op:resource/v1alpha2.NamedResourcesFilter:30,29,30,32',
  'resource/v1alpha2.ResourceHandle':
    '1:driverName:o:string:28,26,30,32 2:data:o:string:28,26,30,32 5:structuredData:op:resource/v1alpha2.StructuredResourceHandle:30,29,30,32',
  'resource/v1alpha2.ResourceModel': '1:namedResources:op:resource/v1alpha2.NamedResourcesResources:30,29,30,32',
  'resource/v1alpha2.ResourceRequest':
    '1:vendorParameters:o:runtime.RawExtension:30,29,30,32 2::i:resource/v1alpha2.ResourceRequestModel:30,29,30,32',
  'resource/v1alpha2.ResourceRequestModel': '1:namedResources:op:resource/v1alpha2.NamedResourcesRequest:30,29,30,32',
  'resource/v1alpha2.ResourceSlice':
    '1:metadata:o:meta/v1.ObjectMeta:30,29,30,32 2:nodeName:o:string:30,29,30,32 3:driverName::string:30,29,30,32 4::i:resource/v1alpha2.ResourceModel:30,29,30,32',
  'resource/v1alpha2.ResourceSliceList':
    '1:metadata:o:meta/v1.ListMeta:30,29,30,32 2:items:r:resource/v1alpha2.ResourceSlice:30,29,30,32',
  'resource/v1alpha2.StructuredResourceHandle':
    '1:vendorClassParameters:o:runtime.RawExtension:30,29,30,32 2:vendorClaimParameters:o:runtime.RawExtension:30,29,30,32 4:nodeName:o:string:30,29,30,32 5:results:r:resource/v1alpha2.DriverAllocationResult:30,29,30,32',
  'resource/v1alpha2.VendorParameters': '1:driverName:o:string:30,29,30,32 2:parameters:o:runtime.RawExtension:30,29,30,32',
  'resource/v1alpha3.AllocatedDeviceStatus':
    '1:driver::string:33,31,33,35 2:pool::string:33,31,33,35 3:device::string:33,31,33,35 4:conditions:r:meta/v1.Condition:33,31,33,35 5:data:op:runtime.RawExtension:33,31,33,35 6:networkData:op:resource/v1alpha3.NetworkDeviceData:33,31,33,35',
  'resource/v1alpha3.AllocationResult':
    '1:devices:o:resource/v1alpha3.DeviceAllocationResult:33,31,33,35 3:nodeSelector:op:core/v1.NodeSelector:33,31,33,35',
  'resource/v1alpha3.BasicDevice':
    '1:attributes:om:resource/v1alpha3.DeviceAttribute:33,31,33,35 2:capacity:om:quantity.Quantity:33,31,33,35 3:consumesCounters:or:resource/v1alpha3.DeviceCounterConsumption:33,31,33,35 4:nodeName:op:string:33,31,33,35 5:nodeSelector:op:core/v1.NodeSelector:33,31,33,35 6:allNodes:op:bool:33,31,33,35 7:taints:or:resource/v1alpha3.DeviceTaint:33,31,33,35',
  'resource/v1alpha3.CELDeviceSelector': '1:expression::string:33,31,36,36',
  'resource/v1alpha3.Counter': '1:value::quantity.Quantity:33,31,33,35',
  'resource/v1alpha3.CounterSet': '1:name::string:33,31,33,35 2:counters:om:resource/v1alpha3.Counter:33,31,33,35',
  'resource/v1alpha3.Device': '1:name::string:33,31,33,35 2:basic:op:resource/v1alpha3.BasicDevice:33,31,33,35',
  'resource/v1alpha3.DeviceAllocationConfiguration':
    '1:source::string:33,31,33,35 2:requests:or:string:33,31,33,35 3::i:resource/v1alpha3.DeviceConfiguration:33,31,33,35',
  'resource/v1alpha3.DeviceAllocationResult':
    '1:results:or:resource/v1alpha3.DeviceRequestAllocationResult:33,31,33,35 2:config:or:resource/v1alpha3.DeviceAllocationConfiguration:33,31,33,35',
  'resource/v1alpha3.DeviceAttribute':
    '2:int:op:int64:33,31,33,35 3:bool:op:bool:33,31,33,35 4:string:op:string:33,31,33,35 5:version:op:string:33,31,33,35',
  'resource/v1alpha3.DeviceClaim':
    '1:requests:r:resource/v1alpha3.DeviceRequest:33,31,33,35 2:constraints:or:resource/v1alpha3.DeviceConstraint:33,31,33,35 3:config:or:resource/v1alpha3.DeviceClaimConfiguration:33,31,33,35',
  'resource/v1alpha3.DeviceClaimConfiguration':
    '1:requests:or:string:33,31,33,35 2::i:resource/v1alpha3.DeviceConfiguration:33,31,33,35',
  'resource/v1alpha3.DeviceClass':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,33,35 2:spec::resource/v1alpha3.DeviceClassSpec:33,31,33,35',
  'resource/v1alpha3.DeviceClassConfiguration': '1::i:resource/v1alpha3.DeviceConfiguration:33,31,33,35',
  'resource/v1alpha3.DeviceClassList':
    '1:metadata:o:meta/v1.ListMeta:33,31,33,35 2:items:r:resource/v1alpha3.DeviceClass:33,31,33,35',
  'resource/v1alpha3.DeviceClassSpec':
    '1:selectors:or:resource/v1alpha3.DeviceSelector:33,31,33,35 2:config:or:resource/v1alpha3.DeviceClassConfiguration:33,31,33,35',
  'resource/v1alpha3.DeviceConfiguration': '1:opaque:op:resource/v1alpha3.OpaqueDeviceConfiguration:33,31,33,35',
  'resource/v1alpha3.DeviceConstraint': '1:requests:or:string:33,31,33,35 2:matchAttribute:op:string:33,31,33,35',
  'resource/v1alpha3.DeviceCounterConsumption':
    '1:counterSet::string:33,31,33,35 2:counters:om:resource/v1alpha3.Counter:33,31,33,35',
  'resource/v1alpha3.DeviceRequest':
    '1:name::string:33,31,33,35 2:deviceClassName::string:33,31,33,35 3:selectors:or:resource/v1alpha3.DeviceSelector:33,31,33,35 4:allocationMode:o:string:33,31,33,35 5:count:o:int64:33,31,33,35 6:adminAccess:op:bool:33,31,33,35 7:firstAvailable:or:resource/v1alpha3.DeviceSubRequest:33,31,33,35 8:tolerations:or:resource/v1alpha3.DeviceToleration:33,31,33,35',
  'resource/v1alpha3.DeviceRequestAllocationResult':
    '1:request::string:33,31,33,35 2:driver::string:33,31,33,35 3:pool::string:33,31,33,35 4:device::string:33,31,33,35 5:adminAccess:p:bool:33,31,33,35 6:tolerations:or:resource/v1alpha3.DeviceToleration:33,31,33,35',
  'resource/v1alpha3.DeviceSelector': '1:cel:op:resource/v1alpha3.CELDeviceSelector:33,31,36,36',
  'resource/v1alpha3.DeviceSubRequest':
    '1:name::string:33,31,33,35 2:deviceClassName::string:33,31,33,35 3:selectors:or:resource/v1alpha3.DeviceSelector:33,31,33,35 4:allocationMode:o:string:33,31,33,35 5:count:o:int64:33,31,33,35 7:tolerations:or:resource/v1alpha3.DeviceToleration:33,31,33,35',
  'resource/v1alpha3.DeviceTaint':
    '1:key::string:33,31,36,36 2:value:o:string:33,31,36,36 3:effect::string:33,31,36,36 4:timeAdded:op:meta/v1.Time:33,31,36,36',
  'resource/v1alpha3.DeviceTaintRule':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec::resource/v1alpha3.DeviceTaintRuleSpec:33,31,36,36 3:status:o:resource/v1alpha3.DeviceTaintRuleStatus:36,34,36,36',
  'resource/v1alpha3.DeviceTaintRuleList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:resource/v1alpha3.DeviceTaintRule:33,31,36,36',
  'resource/v1alpha3.DeviceTaintRuleSpec':
    '1:deviceSelector:op:resource/v1alpha3.DeviceTaintSelector:33,31,36,36 2:taint:o:resource/v1alpha3.DeviceTaint:33,31,36,36',
  'resource/v1alpha3.DeviceTaintRuleStatus': '1:conditions:or:meta/v1.Condition:36,34,36,36',
  'resource/v1alpha3.DeviceTaintSelector':
    '1:deviceClassName:op:string:33,31,33,35 2:driver:op:string:33,31,36,36 3:pool:op:string:33,31,36,36 4:device:op:string:33,31,36,36 5:selectors:or:resource/v1alpha3.DeviceSelector:33,31,33,35',
  'resource/v1alpha3.DeviceToleration':
    '1:key:o:string:33,31,33,35 2:operator:o:string:33,31,33,35 3:value:o:string:33,31,33,35 4:effect:o:string:33,31,33,35 5:tolerationSeconds:op:int64:33,31,33,35',
  'resource/v1alpha3.NetworkDeviceData':
    '1:interfaceName:o:string:33,31,33,35 2:ips:or:string:33,31,33,35 3:hardwareAddress:o:string:33,31,33,35',
  'resource/v1alpha3.OpaqueDeviceConfiguration': '1:driver::string:33,31,33,35 2:parameters::runtime.RawExtension:33,31,33,35',
  'resource/v1alpha3.PoolStatus':
    '1:driver:o:string:36,34,36,36 2:poolName:o:string:36,34,36,36 3:nodeName:op:string:36,34,36,36 4:totalDevices:op:int32:36,34,36,36 5:allocatedDevices:op:int32:36,34,36,36 6:availableDevices:op:int32:36,34,36,36 7:unavailableDevices:op:int32:36,34,36,36 8:resourceSliceCount:op:int32:36,34,36,36 9:generation::int64:36,34,36,36 10:validationError:op:string:36,34,36,36',
  'resource/v1alpha3.ResourceClaim':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,33,35 2:spec::resource/v1alpha3.ResourceClaimSpec:33,31,33,35 3:status:o:resource/v1alpha3.ResourceClaimStatus:33,31,33,35',
  'resource/v1alpha3.ResourceClaimConsumerReference':
    '1:apiGroup:o:string:33,31,33,35 3:resource::string:33,31,33,35 4:name::string:33,31,33,35 5:uid::string:33,31,33,35',
  'resource/v1alpha3.ResourceClaimList':
    '1:metadata:o:meta/v1.ListMeta:33,31,33,35 2:items:r:resource/v1alpha3.ResourceClaim:33,31,33,35',
  'resource/v1alpha3.ResourceClaimSpec': '1:devices::resource/v1alpha3.DeviceClaim:33,31,33,35',
  'resource/v1alpha3.ResourceClaimStatus':
    '1:allocation:op:resource/v1alpha3.AllocationResult:33,31,33,35 2:reservedFor:or:resource/v1alpha3.ResourceClaimConsumerReference:33,31,33,35 4:devices:or:resource/v1alpha3.AllocatedDeviceStatus:33,31,33,35',
  'resource/v1alpha3.ResourceClaimTemplate':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,33,35 2:spec::resource/v1alpha3.ResourceClaimTemplateSpec:33,31,33,35',
  'resource/v1alpha3.ResourceClaimTemplateList':
    '1:metadata:o:meta/v1.ListMeta:33,31,33,35 2:items:r:resource/v1alpha3.ResourceClaimTemplate:33,31,33,35',
  'resource/v1alpha3.ResourceClaimTemplateSpec':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,33,35 2:spec::resource/v1alpha3.ResourceClaimSpec:33,31,33,35',
  'resource/v1alpha3.ResourcePool':
    '1:name::string:33,31,33,35 2:generation::int64:33,31,33,35 3:resourceSliceCount::int64:33,31,33,35',
  'resource/v1alpha3.ResourcePoolStatusRequest':
    '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec::resource/v1alpha3.ResourcePoolStatusRequestSpec:36,34,36,36 3:status:op:resource/v1alpha3.ResourcePoolStatusRequestStatus:36,34,36,36',
  'resource/v1alpha3.ResourcePoolStatusRequestList':
    '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:resource/v1alpha3.ResourcePoolStatusRequest:36,34,36,36',
  'resource/v1alpha3.ResourcePoolStatusRequestSpec':
    '1:driver::string:36,34,36,36 2:poolName:op:string:36,34,36,36 3:limit:op:int32:36,34,36,36',
  'resource/v1alpha3.ResourcePoolStatusRequestStatus':
    '2:pools:or:resource/v1alpha3.PoolStatus:36,34,36,36 3:conditions:or:meta/v1.Condition:36,34,36,36 6:poolCount:op:int32:36,34,36,36',
  'resource/v1alpha3.ResourceSlice':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,33,35 2:spec::resource/v1alpha3.ResourceSliceSpec:33,31,33,35',
  'resource/v1alpha3.ResourceSliceList':
    '1:metadata:o:meta/v1.ListMeta:33,31,33,35 2:items:r:resource/v1alpha3.ResourceSlice:33,31,33,35',
  'resource/v1alpha3.ResourceSliceSpec':
    '1:driver::string:33,31,33,35 2:pool::resource/v1alpha3.ResourcePool:33,31,33,35 3:nodeName:o:string:33,31,33,35 4:nodeSelector:op:core/v1.NodeSelector:33,31,33,35 5:allNodes:o:bool:33,31,33,35 6:devices:r:resource/v1alpha3.Device:33,31,33,35 7:perDeviceNodeSelection:op:bool:33,31,33,35 8:sharedCounters:or:resource/v1alpha3.CounterSet:33,31,33,35',
  'resource/v1beta1.AllocatedDeviceStatus':
    '1:driver::string:33,31,36,36 2:pool::string:33,31,36,36 3:device::string:33,31,36,36 4:conditions:r:meta/v1.Condition:33,31,36,36 5:data:op:runtime.RawExtension:33,31,36,36 6:networkData:op:resource/v1beta1.NetworkDeviceData:33,31,36,36 7:shareID:op:string:36,34,36,36',
  'resource/v1beta1.AllocationResult':
    '1:devices:o:resource/v1beta1.DeviceAllocationResult:33,31,36,36 3:nodeSelector:op:core/v1.NodeSelector:33,31,36,36 5:allocationTimestamp:op:meta/v1.Time:36,34,36,36',
  'resource/v1beta1.BasicDevice':
    '1:attributes:om:resource/v1beta1.DeviceAttribute:33,31,36,36 2:capacity:om:resource/v1beta1.DeviceCapacity:33,31,36,36 3:consumesCounters:or:resource/v1beta1.DeviceCounterConsumption:33,31,36,36 4:nodeName:op:string:33,31,36,36 5:nodeSelector:op:core/v1.NodeSelector:33,31,36,36 6:allNodes:op:bool:33,31,36,36 7:taints:or:resource/v1beta1.DeviceTaint:33,31,36,36 8:bindsToNode:op:bool:36,34,36,36 9:bindingConditions:or:string:36,34,36,36 10:bindingFailureConditions:or:string:36,34,36,36 11:allowMultipleAllocations:op:bool:36,34,36,36 12:nodeAllocatableResourceMappings:om:resource/v1beta1.NodeAllocatableResourceMapping:36,34,36,36',
  'resource/v1beta1.CELDeviceSelector': '1:expression::string:33,31,36,36',
  'resource/v1beta1.CapacityRequestPolicy':
    '1:default:p:quantity.Quantity:36,34,36,36 3:validValues:or:quantity.Quantity:36,34,36,36 4:validRange:op:resource/v1beta1.CapacityRequestPolicyRange:36,34,36,36',
  'resource/v1beta1.CapacityRequestPolicyRange':
    '1:min:op:quantity.Quantity:36,34,36,36 2:max:op:quantity.Quantity:36,34,36,36 3:step:op:quantity.Quantity:36,34,36,36',
  'resource/v1beta1.CapacityRequirements': '1:requests:om:quantity.Quantity:36,34,36,36',
  'resource/v1beta1.Counter': '1:value::quantity.Quantity:33,31,36,36',
  'resource/v1beta1.CounterSet': '1:name::string:33,31,36,36 2:counters:om:resource/v1beta1.Counter:33,31,36,36',
  'resource/v1beta1.Device': '1:name::string:33,31,36,36 2:basic:op:resource/v1beta1.BasicDevice:33,31,36,36',
  'resource/v1beta1.DeviceAllocationConfiguration':
    '1:source::string:33,31,36,36 2:requests:or:string:33,31,36,36 3::i:resource/v1beta1.DeviceConfiguration:33,31,36,36',
  'resource/v1beta1.DeviceAllocationResult':
    '1:results:or:resource/v1beta1.DeviceRequestAllocationResult:33,31,36,36 2:config:or:resource/v1beta1.DeviceAllocationConfiguration:33,31,36,36',
  'resource/v1beta1.DeviceAttribute':
    '2:int:op:int64:33,31,36,36 3:bool:op:bool:33,31,36,36 4:string:op:string:33,31,36,36 5:version:op:string:33,31,36,36 6:ints:or:int64:36,34,36,36 7:bools:or:bool:36,34,36,36 8:strings:or:string:36,34,36,36 9:versions:or:string:36,34,36,36',
  'resource/v1beta1.DeviceCapacity':
    '1:value::quantity.Quantity:33,31,36,36 2:requestPolicy:op:resource/v1beta1.CapacityRequestPolicy:36,34,36,36',
  'resource/v1beta1.DeviceClaim':
    '1:requests:r:resource/v1beta1.DeviceRequest:33,31,36,36 2:constraints:or:resource/v1beta1.DeviceConstraint:33,31,36,36 3:config:or:resource/v1beta1.DeviceClaimConfiguration:33,31,36,36',
  'resource/v1beta1.DeviceClaimConfiguration':
    '1:requests:or:string:33,31,36,36 2::i:resource/v1beta1.DeviceConfiguration:33,31,36,36',
  'resource/v1beta1.DeviceClass':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec::resource/v1beta1.DeviceClassSpec:33,31,36,36',
  'resource/v1beta1.DeviceClassConfiguration': '1::i:resource/v1beta1.DeviceConfiguration:33,31,36,36',
  'resource/v1beta1.DeviceClassList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:resource/v1beta1.DeviceClass:33,31,36,36',
  'resource/v1beta1.DeviceClassSpec':
    '1:selectors:or:resource/v1beta1.DeviceSelector:33,31,36,36 2:config:or:resource/v1beta1.DeviceClassConfiguration:33,31,36,36 4:extendedResourceName:op:string:36,34,36,36',
  'resource/v1beta1.DeviceConfiguration': '1:opaque:op:resource/v1beta1.OpaqueDeviceConfiguration:33,31,36,36',
  'resource/v1beta1.DeviceConstraint':
    '1:requests:or:string:33,31,36,36 2:matchAttribute:op:string:33,31,36,36 3:distinctAttribute:op:string:36,34,36,36',
  'resource/v1beta1.DeviceCounterConsumption':
    '1:counterSet::string:33,31,36,36 2:counters:om:resource/v1beta1.Counter:33,31,36,36',
  'resource/v1beta1.DeviceRequest':
    '1:name::string:33,31,36,36 2:deviceClassName::string:33,31,36,36 3:selectors:or:resource/v1beta1.DeviceSelector:33,31,36,36 4:allocationMode:o:string:33,31,36,36 5:count:o:int64:33,31,36,36 6:adminAccess:op:bool:33,31,36,36 7:firstAvailable:or:resource/v1beta1.DeviceSubRequest:33,31,36,36 8:tolerations:or:resource/v1beta1.DeviceToleration:33,31,36,36 9:capacity:op:resource/v1beta1.CapacityRequirements:36,34,36,36',
  'resource/v1beta1.DeviceRequestAllocationResult':
    '1:request::string:33,31,36,36 2:driver::string:33,31,36,36 3:pool::string:33,31,36,36 4:device::string:33,31,36,36 5:adminAccess:op:bool:33,31,36,36 6:tolerations:or:resource/v1beta1.DeviceToleration:33,31,36,36 7:bindingConditions:or:string:36,34,36,36 8:bindingFailureConditions:or:string:36,34,36,36 9:shareID:op:string:36,34,36,36 10:consumedCapacity:om:quantity.Quantity:36,34,36,36',
  'resource/v1beta1.DeviceSelector': '1:cel:op:resource/v1beta1.CELDeviceSelector:33,31,36,36',
  'resource/v1beta1.DeviceSubRequest':
    '1:name::string:33,31,36,36 2:deviceClassName::string:33,31,36,36 3:selectors:or:resource/v1beta1.DeviceSelector:33,31,36,36 4:allocationMode:o:string:33,31,36,36 5:count:o:int64:33,31,36,36 7:tolerations:or:resource/v1beta1.DeviceToleration:33,31,36,36 8:capacity:op:resource/v1beta1.CapacityRequirements:36,34,36,36',
  'resource/v1beta1.DeviceTaint':
    '1:key::string:33,31,36,36 2:value:o:string:33,31,36,36 3:effect::string:33,31,36,36 4:timeAdded:op:meta/v1.Time:33,31,36,36',
  'resource/v1beta1.DeviceToleration':
    '1:key:o:string:33,31,36,36 2:operator:o:string:33,31,36,36 3:value:o:string:33,31,36,36 4:effect:o:string:33,31,36,36 5:tolerationSeconds:op:int64:33,31,36,36',
  'resource/v1beta1.NetworkDeviceData':
    '1:interfaceName:o:string:33,31,36,36 2:ips:or:string:33,31,36,36 3:hardwareAddress:o:string:33,31,36,36',
  'resource/v1beta1.NodeAllocatableResourceMapping':
    '1:capacityKey:op:string:36,34,36,36 2:allocationMultiplier:op:quantity.Quantity:36,34,36,36',
  'resource/v1beta1.OpaqueDeviceConfiguration': '1:driver::string:33,31,36,36 2:parameters::runtime.RawExtension:33,31,36,36',
  'resource/v1beta1.ResourceClaim':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec::resource/v1beta1.ResourceClaimSpec:33,31,36,36 3:status:o:resource/v1beta1.ResourceClaimStatus:33,31,36,36',
  'resource/v1beta1.ResourceClaimConsumerReference':
    '1:apiGroup:o:string:33,31,36,36 3:resource::string:33,31,36,36 4:name::string:33,31,36,36 5:uid::string:33,31,36,36',
  'resource/v1beta1.ResourceClaimList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:resource/v1beta1.ResourceClaim:33,31,36,36',
  'resource/v1beta1.ResourceClaimSpec': '1:devices::resource/v1beta1.DeviceClaim:33,31,36,36',
  'resource/v1beta1.ResourceClaimStatus':
    '1:allocation:op:resource/v1beta1.AllocationResult:33,31,36,36 2:reservedFor:or:resource/v1beta1.ResourceClaimConsumerReference:33,31,36,36 4:devices:or:resource/v1beta1.AllocatedDeviceStatus:33,31,36,36',
  'resource/v1beta1.ResourceClaimTemplate':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec::resource/v1beta1.ResourceClaimTemplateSpec:33,31,36,36',
  'resource/v1beta1.ResourceClaimTemplateList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:resource/v1beta1.ResourceClaimTemplate:33,31,36,36',
  'resource/v1beta1.ResourceClaimTemplateSpec':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec::resource/v1beta1.ResourceClaimSpec:33,31,36,36',
  'resource/v1beta1.ResourcePool':
    '1:name::string:33,31,36,36 2:generation::int64:33,31,36,36 3:resourceSliceCount::int64:33,31,36,36',
  'resource/v1beta1.ResourceSlice':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec::resource/v1beta1.ResourceSliceSpec:33,31,36,36',
  'resource/v1beta1.ResourceSliceList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:resource/v1beta1.ResourceSlice:33,31,36,36',
  'resource/v1beta1.ResourceSliceSpec':
    '1:driver::string:33,31,36,36 2:pool::resource/v1beta1.ResourcePool:33,31,36,36 3:nodeName:o:string:33,31,36,36 4:nodeSelector:op:core/v1.NodeSelector:33,31,36,36 5:allNodes:o:bool:33,31,36,36 6:devices:or:resource/v1beta1.Device:33,31,36,36 7:perDeviceNodeSelection:op:bool:33,31,36,36 8:sharedCounters:or:resource/v1beta1.CounterSet:33,31,36,36',
  'resource/v1beta2.AllocatedDeviceStatus':
    '1:driver::string:33,31,36,36 2:pool::string:33,31,36,36 3:device::string:33,31,36,36 4:conditions:r:meta/v1.Condition:33,31,36,36 5:data:op:runtime.RawExtension:33,31,36,36 6:networkData:op:resource/v1beta2.NetworkDeviceData:33,31,36,36 7:shareID:op:string:36,34,36,36',
  'resource/v1beta2.AllocationResult':
    '1:devices:o:resource/v1beta2.DeviceAllocationResult:33,31,36,36 3:nodeSelector:op:core/v1.NodeSelector:33,31,36,36 5:allocationTimestamp:op:meta/v1.Time:36,34,36,36',
  'resource/v1beta2.CELDeviceSelector': '1:expression::string:33,31,36,36',
  'resource/v1beta2.CapacityRequestPolicy':
    '1:default:p:quantity.Quantity:36,34,36,36 3:validValues:or:quantity.Quantity:36,34,36,36 4:validRange:op:resource/v1beta2.CapacityRequestPolicyRange:36,34,36,36',
  'resource/v1beta2.CapacityRequestPolicyRange':
    '1:min:op:quantity.Quantity:36,34,36,36 2:max:op:quantity.Quantity:36,34,36,36 3:step:op:quantity.Quantity:36,34,36,36',
  'resource/v1beta2.CapacityRequirements': '1:requests:om:quantity.Quantity:36,34,36,36',
  'resource/v1beta2.Counter': '1:value::quantity.Quantity:33,31,36,36',
  'resource/v1beta2.CounterSet': '1:name::string:33,31,36,36 2:counters:om:resource/v1beta2.Counter:33,31,36,36',
  'resource/v1beta2.Device':
    '1:name::string:33,31,36,36 2:attributes:om:resource/v1beta2.DeviceAttribute:33,31,36,36 3:capacity:om:resource/v1beta2.DeviceCapacity:33,31,36,36 4:consumesCounters:or:resource/v1beta2.DeviceCounterConsumption:33,31,36,36 5:nodeName:op:string:33,31,36,36 6:nodeSelector:op:core/v1.NodeSelector:33,31,36,36 7:allNodes:op:bool:33,31,36,36 8:taints:or:resource/v1beta2.DeviceTaint:33,31,36,36 9:bindsToNode:op:bool:36,34,36,36 10:bindingConditions:or:string:36,34,36,36 11:bindingFailureConditions:or:string:36,34,36,36 12:allowMultipleAllocations:op:bool:36,34,36,36 13:nodeAllocatableResourceMappings:om:resource/v1beta2.NodeAllocatableResourceMapping:36,34,36,36',
  'resource/v1beta2.DeviceAllocationConfiguration':
    '1:source::string:33,31,36,36 2:requests:or:string:33,31,36,36 3::i:resource/v1beta2.DeviceConfiguration:33,31,36,36',
  'resource/v1beta2.DeviceAllocationResult':
    '1:results:or:resource/v1beta2.DeviceRequestAllocationResult:33,31,36,36 2:config:or:resource/v1beta2.DeviceAllocationConfiguration:33,31,36,36',
  'resource/v1beta2.DeviceAttribute':
    '2:int:op:int64:33,31,36,36 3:bool:op:bool:33,31,36,36 4:string:op:string:33,31,36,36 5:version:op:string:33,31,36,36 6:ints:or:int64:36,34,36,36 7:bools:or:bool:36,34,36,36 8:strings:or:string:36,34,36,36 9:versions:or:string:36,34,36,36',
  'resource/v1beta2.DeviceCapacity':
    '1:value::quantity.Quantity:33,31,36,36 2:requestPolicy:op:resource/v1beta2.CapacityRequestPolicy:36,34,36,36',
  'resource/v1beta2.DeviceClaim':
    '1:requests:r:resource/v1beta2.DeviceRequest:33,31,36,36 2:constraints:or:resource/v1beta2.DeviceConstraint:33,31,36,36 3:config:or:resource/v1beta2.DeviceClaimConfiguration:33,31,36,36',
  'resource/v1beta2.DeviceClaimConfiguration':
    '1:requests:or:string:33,31,36,36 2::i:resource/v1beta2.DeviceConfiguration:33,31,36,36',
  'resource/v1beta2.DeviceClass':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec::resource/v1beta2.DeviceClassSpec:33,31,36,36',
  'resource/v1beta2.DeviceClassConfiguration': '1::i:resource/v1beta2.DeviceConfiguration:33,31,36,36',
  'resource/v1beta2.DeviceClassList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:resource/v1beta2.DeviceClass:33,31,36,36',
  'resource/v1beta2.DeviceClassSpec':
    '1:selectors:or:resource/v1beta2.DeviceSelector:33,31,36,36 2:config:or:resource/v1beta2.DeviceClassConfiguration:33,31,36,36 4:extendedResourceName:op:string:36,34,36,36',
  'resource/v1beta2.DeviceConfiguration': '1:opaque:op:resource/v1beta2.OpaqueDeviceConfiguration:33,31,36,36',
  'resource/v1beta2.DeviceConstraint':
    '1:requests:or:string:33,31,36,36 2:matchAttribute:op:string:33,31,36,36 3:distinctAttribute:op:string:36,34,36,36',
  'resource/v1beta2.DeviceCounterConsumption':
    '1:counterSet::string:33,31,36,36 2:counters:om:resource/v1beta2.Counter:33,31,36,36',
  'resource/v1beta2.DeviceRequest':
    '1:name::string:33,31,36,36 2:exactly:op:resource/v1beta2.ExactDeviceRequest:33,31,36,36 3:firstAvailable:or:resource/v1beta2.DeviceSubRequest:33,31,36,36',
  'resource/v1beta2.DeviceRequestAllocationResult':
    '1:request::string:33,31,36,36 2:driver::string:33,31,36,36 3:pool::string:33,31,36,36 4:device::string:33,31,36,36 5:adminAccess:op:bool:33,31,36,36 6:tolerations:or:resource/v1beta2.DeviceToleration:33,31,36,36 7:bindingConditions:or:string:36,34,36,36 8:bindingFailureConditions:or:string:36,34,36,36 9:shareID:op:string:36,34,36,36 10:consumedCapacity:om:quantity.Quantity:36,34,36,36',
  'resource/v1beta2.DeviceSelector': '1:cel:op:resource/v1beta2.CELDeviceSelector:33,31,36,36',
  'resource/v1beta2.DeviceSubRequest':
    '1:name::string:33,31,36,36 2:deviceClassName::string:33,31,36,36 3:selectors:or:resource/v1beta2.DeviceSelector:33,31,36,36 4:allocationMode:o:string:33,31,36,36 5:count:o:int64:33,31,36,36 6:tolerations:or:resource/v1beta2.DeviceToleration:33,31,36,36 7:capacity:op:resource/v1beta2.CapacityRequirements:36,34,36,36',
  'resource/v1beta2.DeviceTaint':
    '1:key::string:33,31,36,36 2:value:o:string:33,31,36,36 3:effect::string:33,31,36,36 4:timeAdded:op:meta/v1.Time:33,31,36,36',
  'resource/v1beta2.DeviceTaintRule':
    '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec::resource/v1beta2.DeviceTaintRuleSpec:36,34,36,36 3:status:o:resource/v1beta2.DeviceTaintRuleStatus:36,34,36,36',
  'resource/v1beta2.DeviceTaintRuleList':
    '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:resource/v1beta2.DeviceTaintRule:36,34,36,36',
  'resource/v1beta2.DeviceTaintRuleSpec':
    '1:deviceSelector:op:resource/v1beta2.DeviceTaintSelector:36,34,36,36 2:taint:o:resource/v1beta2.DeviceTaint:36,34,36,36',
  'resource/v1beta2.DeviceTaintRuleStatus': '1:conditions:or:meta/v1.Condition:36,34,36,36',
  'resource/v1beta2.DeviceTaintSelector':
    '2:driver:op:string:36,34,36,36 3:pool:op:string:36,34,36,36 4:device:op:string:36,34,36,36',
  'resource/v1beta2.DeviceToleration':
    '1:key:o:string:33,31,36,36 2:operator:o:string:33,31,36,36 3:value:o:string:33,31,36,36 4:effect:o:string:33,31,36,36 5:tolerationSeconds:op:int64:33,31,36,36',
  'resource/v1beta2.ExactDeviceRequest':
    '1:deviceClassName::string:33,31,36,36 2:selectors:or:resource/v1beta2.DeviceSelector:33,31,36,36 3:allocationMode:o:string:33,31,36,36 4:count:o:int64:33,31,36,36 5:adminAccess:op:bool:33,31,36,36 6:tolerations:or:resource/v1beta2.DeviceToleration:33,31,36,36 7:capacity:op:resource/v1beta2.CapacityRequirements:36,34,36,36',
  'resource/v1beta2.NetworkDeviceData':
    '1:interfaceName:o:string:33,31,36,36 2:ips:or:string:33,31,36,36 3:hardwareAddress:o:string:33,31,36,36',
  'resource/v1beta2.NodeAllocatableResourceMapping':
    '1:capacityKey:op:string:36,34,36,36 2:allocationMultiplier:op:quantity.Quantity:36,34,36,36',
  'resource/v1beta2.OpaqueDeviceConfiguration': '1:driver::string:33,31,36,36 2:parameters::runtime.RawExtension:33,31,36,36',
  'resource/v1beta2.ResourceClaim':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec::resource/v1beta2.ResourceClaimSpec:33,31,36,36 3:status:o:resource/v1beta2.ResourceClaimStatus:33,31,36,36',
  'resource/v1beta2.ResourceClaimConsumerReference':
    '1:apiGroup:o:string:33,31,36,36 3:resource::string:33,31,36,36 4:name::string:33,31,36,36 5:uid::string:33,31,36,36',
  'resource/v1beta2.ResourceClaimList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:resource/v1beta2.ResourceClaim:33,31,36,36',
  'resource/v1beta2.ResourceClaimSpec': '1:devices::resource/v1beta2.DeviceClaim:33,31,36,36',
  'resource/v1beta2.ResourceClaimStatus':
    '1:allocation:op:resource/v1beta2.AllocationResult:33,31,36,36 2:reservedFor:or:resource/v1beta2.ResourceClaimConsumerReference:33,31,36,36 4:devices:or:resource/v1beta2.AllocatedDeviceStatus:33,31,36,36',
  'resource/v1beta2.ResourceClaimTemplate':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec::resource/v1beta2.ResourceClaimTemplateSpec:33,31,36,36',
  'resource/v1beta2.ResourceClaimTemplateList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:resource/v1beta2.ResourceClaimTemplate:33,31,36,36',
  'resource/v1beta2.ResourceClaimTemplateSpec':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec::resource/v1beta2.ResourceClaimSpec:33,31,36,36',
  'resource/v1beta2.ResourcePool':
    '1:name::string:33,31,36,36 2:generation::int64:33,31,36,36 3:resourceSliceCount::int64:33,31,36,36',
  'resource/v1beta2.ResourceSlice':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:spec::resource/v1beta2.ResourceSliceSpec:33,31,36,36',
  'resource/v1beta2.ResourceSliceList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:resource/v1beta2.ResourceSlice:33,31,36,36',
  'resource/v1beta2.ResourceSliceSpec':
    '1:driver::string:33,31,36,36 2:pool::resource/v1beta2.ResourcePool:33,31,36,36 3:nodeName:op:string:33,31,36,36 4:nodeSelector:op:core/v1.NodeSelector:33,31,36,36 5:allNodes:op:bool:33,31,36,36 6:devices:or:resource/v1beta2.Device:33,31,36,36 7:perDeviceNodeSelection:op:bool:33,31,36,36 8:sharedCounters:or:resource/v1beta2.CounterSet:33,31,36,36',
  'runtime.RawExtension': '1:-::bytes',
  'runtime.TypeMeta': '1:apiVersion:o:string 2:kind:o:string',
  'runtime.Unknown': '1::i:runtime.TypeMeta 2:raw::bytes 3:contentEncoding::string 4:contentType::string',
  'scheduling/v1.PriorityClass':
    '1:metadata:o:meta/v1.ObjectMeta:16,13,36,36 2:value::int32:16,13,36,36 3:globalDefault:o:bool:16,13,36,36 4:description:o:string:16,13,36,36 5:preemptionPolicy:op:string:16,13,36,36',
  'scheduling/v1.PriorityClassList':
    '1:metadata:o:meta/v1.ListMeta:16,13,36,36 2:items:r:scheduling/v1.PriorityClass:16,13,36,36',
  'scheduling/v1alpha1.PriorityClass':
    '1:metadata:o:meta/v1.ObjectMeta:9,9,33,35 2:value::int32:9,9,33,35 3:globalDefault:o:bool:9,9,33,35 4:description:o:string:9,9,33,35 5:preemptionPolicy:op:string:16,13,33,35',
  'scheduling/v1alpha1.PriorityClassList':
    '1:metadata:o:meta/v1.ListMeta:9,9,33,35 2:items:r:scheduling/v1alpha1.PriorityClass:9,9,33,35',
  'scheduling/v1alpha2.BasicSchedulingPolicy': '',
  'scheduling/v1alpha2.GangSchedulingPolicy': '1:minCount::int32:36,34,36,36',
  'scheduling/v1alpha2.PodGroup':
    '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec::scheduling/v1alpha2.PodGroupSpec:36,34,36,36 3:status:o:scheduling/v1alpha2.PodGroupStatus:36,34,36,36',
  'scheduling/v1alpha2.PodGroupList':
    '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:scheduling/v1alpha2.PodGroup:36,34,36,36',
  'scheduling/v1alpha2.PodGroupResourceClaim':
    '1:name::string:36,34,36,36 2:resourceClaimName:op:string:36,34,36,36 3:resourceClaimTemplateName:op:string:36,34,36,36',
  'scheduling/v1alpha2.PodGroupResourceClaimStatus': '1:name::string:36,34,36,36 2:resourceClaimName:op:string:36,34,36,36',
  'scheduling/v1alpha2.PodGroupSchedulingConstraints': '1:topology:or:scheduling/v1alpha2.TopologyConstraint:36,34,36,36',
  'scheduling/v1alpha2.PodGroupSchedulingPolicy':
    '1:basic:op:scheduling/v1alpha2.BasicSchedulingPolicy:36,34,36,36 2:gang:op:scheduling/v1alpha2.GangSchedulingPolicy:36,34,36,36',
  'scheduling/v1alpha2.PodGroupSpec':
    '1:podGroupTemplateRef:p:scheduling/v1alpha2.PodGroupTemplateReference:36,34,36,36 2:schedulingPolicy::scheduling/v1alpha2.PodGroupSchedulingPolicy:36,34,36,36 3:schedulingConstraints:op:scheduling/v1alpha2.PodGroupSchedulingConstraints:36,34,36,36 4:resourceClaims:or:scheduling/v1alpha2.PodGroupResourceClaim:36,34,36,36 5:disruptionMode:op:string:36,34,36,36 6:priorityClassName:o:string:36,34,36,36 7:priority:op:int32:36,34,36,36',
  'scheduling/v1alpha2.PodGroupStatus':
    '1:conditions:or:meta/v1.Condition:36,34,36,36 2:resourceClaimStatuses:or:scheduling/v1alpha2.PodGroupResourceClaimStatus:36,34,36,36',
  'scheduling/v1alpha2.PodGroupTemplate':
    '1:name::string:36,34,36,36 2:schedulingPolicy::scheduling/v1alpha2.PodGroupSchedulingPolicy:36,34,36,36 3:schedulingConstraints:p:scheduling/v1alpha2.PodGroupSchedulingConstraints:36,34,36,36 4:resourceClaims:or:scheduling/v1alpha2.PodGroupResourceClaim:36,34,36,36 5:disruptionMode:op:string:36,34,36,36 6:priorityClassName:o:string:36,34,36,36 7:priority:op:int32:36,34,36,36',
  'scheduling/v1alpha2.PodGroupTemplateReference':
    '1:workload:p:scheduling/v1alpha2.WorkloadPodGroupTemplateReference:36,34,36,36',
  'scheduling/v1alpha2.TopologyConstraint': '1:key::string:36,34,36,36',
  'scheduling/v1alpha2.TypedLocalObjectReference':
    '1:apiGroup:o:string:36,34,36,36 2:kind::string:36,34,36,36 3:name::string:36,34,36,36',
  'scheduling/v1alpha2.Workload':
    '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec::scheduling/v1alpha2.WorkloadSpec:36,34,36,36',
  'scheduling/v1alpha2.WorkloadList':
    '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:scheduling/v1alpha2.Workload:36,34,36,36',
  'scheduling/v1alpha2.WorkloadPodGroupTemplateReference':
    '1:workloadName::string:36,34,36,36 2:podGroupTemplateName::string:36,34,36,36',
  'scheduling/v1alpha2.WorkloadSpec':
    '1:controllerRef:op:scheduling/v1alpha2.TypedLocalObjectReference:36,34,36,36 2:podGroupTemplates:r:scheduling/v1alpha2.PodGroupTemplate:36,34,36,36',
  'scheduling/v1beta1.PriorityClass':
    '1:metadata:o:meta/v1.ObjectMeta:12,10,36,36 2:value::int32:12,10,36,36 3:globalDefault:o:bool:12,10,36,36 4:description:o:string:12,10,36,36 5:preemptionPolicy:op:string:16,13,36,36',
  'scheduling/v1beta1.PriorityClassList':
    '1:metadata:o:meta/v1.ListMeta:12,10,36,36 2:items:r:scheduling/v1beta1.PriorityClass:12,10,36,36',
  'settings/v1alpha1.PodPreset': '1:metadata:o:meta/v1.ObjectMeta:9,9,19,19 2:spec:o:settings/v1alpha1.PodPresetSpec:9,9,19,19',
  'settings/v1alpha1.PodPresetList': '1:metadata:o:meta/v1.ListMeta:9,9,19,19 2:items:r:settings/v1alpha1.PodPreset:9,9,19,19',
  'settings/v1alpha1.PodPresetSpec':
    '1:selector:o:meta/v1.LabelSelector:9,9,19,19 2:env:or:core/v1.EnvVar:9,9,19,19 3:envFrom:or:core/v1.EnvFromSource:9,9,19,19 4:volumes:or:core/v1.Volume:9,9,19,19 5:volumeMounts:or:core/v1.VolumeMount:9,9,19,19',
  'storage/v1.CSIDriver': '1:metadata:o:meta/v1.ObjectMeta:19,17,36,36 2:spec::storage/v1.CSIDriverSpec:19,17,36,36',
  'storage/v1.CSIDriverList': '1:metadata:o:meta/v1.ListMeta:19,17,36,36 2:items:r:storage/v1.CSIDriver:19,17,36,36',
  'storage/v1.CSIDriverSpec':
    '1:attachRequired:op:bool:19,17,36,36 2:podInfoOnMount:op:bool:19,17,36,36 3:volumeLifecycleModes:or:string:19,17,36,36 4:storageCapacity:op:bool:19,17,36,36 5:fsGroupPolicy:op:string:19,17,36,36 6:tokenRequests:or:storage/v1.TokenRequest:20,20,36,36 7:requiresRepublish:op:bool:20,20,36,36 8:seLinuxMount:op:bool:25,23,36,36 9:nodeAllocatableUpdatePeriodSeconds:op:int64:33,31,36,36 10:serviceAccountTokenInSecrets:op:bool:36,34,36,36 11:preventPodSchedulingIfMissing:op:bool:36,34,36,36',
  'storage/v1.CSINode': '1:metadata:o:meta/v1.ObjectMeta:19,17,36,36 2:spec::storage/v1.CSINodeSpec:19,17,36,36',
  'storage/v1.CSINodeDriver':
    '1:name::string:19,17,36,36 2:nodeID::string:19,17,36,36 3:topologyKeys:r:string:19,17,36,36 4:allocatable:op:storage/v1.VolumeNodeResources:19,17,36,36',
  'storage/v1.CSINodeList': '1:metadata:o:meta/v1.ListMeta:19,17,36,36 2:items:r:storage/v1.CSINode:19,17,36,36',
  'storage/v1.CSINodeSpec': '1:drivers:r:storage/v1.CSINodeDriver:19,17,36,36',
  'storage/v1.CSIStorageCapacity':
    '1:metadata:o:meta/v1.ObjectMeta:25,23,36,36 2:nodeTopology:op:meta/v1.LabelSelector:25,23,36,36 3:storageClassName::string:25,23,36,36 4:capacity:op:quantity.Quantity:25,23,36,36 5:maximumVolumeSize:op:quantity.Quantity:25,23,36,36',
  'storage/v1.CSIStorageCapacityList':
    '1:metadata:o:meta/v1.ListMeta:25,23,36,36 2:items:r:storage/v1.CSIStorageCapacity:25,23,36,36',
  'storage/v1.StorageClass':
    '1:metadata:o:meta/v1.ObjectMeta 2:provisioner::string 3:parameters:om:string 4:reclaimPolicy:op:string 5:mountOptions:or:string 6:allowVolumeExpansion:op:bool 7:volumeBindingMode:op:string 8:allowedTopologies:or:core/v1.TopologySelectorTerm:12,10,36,36',
  'storage/v1.StorageClassList': '1:metadata:o:meta/v1.ListMeta 2:items:r:storage/v1.StorageClass',
  'storage/v1.TokenRequest': '1:audience::string:20,20,36,36 2:expirationSeconds:op:int64:20,20,36,36',
  'storage/v1.VolumeAttachment':
    '1:metadata:o:meta/v1.ObjectMeta:16,13,36,36 2:spec::storage/v1.VolumeAttachmentSpec:16,13,36,36 3:status:o:storage/v1.VolumeAttachmentStatus:16,13,36,36',
  'storage/v1.VolumeAttachmentList':
    '1:metadata:o:meta/v1.ListMeta:16,13,36,36 2:items:r:storage/v1.VolumeAttachment:16,13,36,36',
  'storage/v1.VolumeAttachmentSource':
    '1:persistentVolumeName:op:string:16,13,36,36 2:inlineVolumeSpec:op:core/v1.PersistentVolumeSpec:16,13,36,36',
  'storage/v1.VolumeAttachmentSpec':
    '1:attacher::string:16,13,36,36 2:source::storage/v1.VolumeAttachmentSource:16,13,36,36 3:nodeName::string:16,13,36,36',
  'storage/v1.VolumeAttachmentStatus':
    '1:attached::bool:16,13,36,36 2:attachmentMetadata:om:string:16,13,36,36 3:attachError:op:storage/v1.VolumeError:16,13,36,36 4:detachError:op:storage/v1.VolumeError:16,13,36,36',
  'storage/v1.VolumeAttributesClass':
    '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:driverName::string:36,34,36,36 3:parameters:om:string:36,34,36,36',
  'storage/v1.VolumeAttributesClassList':
    '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:storage/v1.VolumeAttributesClass:36,34,36,36',
  'storage/v1.VolumeError': '1:time:o:meta/v1.Time:16,13,36,36 2:message:o:string:16,13,36,36 3:errorCode:op:int32:33,31,36,36',
  'storage/v1.VolumeNodeResources': '1:count:op:int32:19,17,36,36',
  'storage/v1alpha1.CSIStorageCapacity':
    '1:metadata:o:meta/v1.ObjectMeta:19,17,36,36 2:nodeTopology:op:meta/v1.LabelSelector:19,17,36,36 3:storageClassName::string:19,17,36,36 4:capacity:op:quantity.Quantity:19,17,36,36 5:maximumVolumeSize:op:quantity.Quantity:22,21,36,36',
  'storage/v1alpha1.CSIStorageCapacityList':
    '1:metadata:o:meta/v1.ListMeta:19,17,36,36 2:items:r:storage/v1alpha1.CSIStorageCapacity:19,17,36,36',
  'storage/v1alpha1.VolumeAttachment':
    '1:metadata:o:meta/v1.ObjectMeta 2:spec::storage/v1alpha1.VolumeAttachmentSpec 3:status:o:storage/v1alpha1.VolumeAttachmentStatus',
  'storage/v1alpha1.VolumeAttachmentList': '1:metadata:o:meta/v1.ListMeta 2:items:r:storage/v1alpha1.VolumeAttachment',
  'storage/v1alpha1.VolumeAttachmentSource':
    '1:persistentVolumeName:op:string 2:inlineVolumeSpec:op:core/v1.PersistentVolumeSpec:16,13,36,36',
  'storage/v1alpha1.VolumeAttachmentSpec':
    '1:attacher::string 2:source::storage/v1alpha1.VolumeAttachmentSource 3:nodeName::string',
  'storage/v1alpha1.VolumeAttachmentStatus':
    '1:attached::bool 2:attachmentMetadata:om:string 3:attachError:op:storage/v1alpha1.VolumeError 4:detachError:op:storage/v1alpha1.VolumeError',
  'storage/v1alpha1.VolumeAttributesClass':
    '1:metadata:o:meta/v1.ObjectMeta:30,29,36,36 2:driverName::string:30,29,36,36 3:parameters:om:string:30,29,36,36',
  'storage/v1alpha1.VolumeAttributesClassList':
    '1:metadata:o:meta/v1.ListMeta:30,29,36,36 2:items:r:storage/v1alpha1.VolumeAttributesClass:30,29,36,36',
  'storage/v1alpha1.VolumeError': '1:time:o:meta/v1.Time 2:message:o:string 3:errorCode:op:int32:33,31,36,36',
  'storage/v1beta1.CSIDriver': '1:metadata:o:meta/v1.ObjectMeta:16,13,36,36 2:spec::storage/v1beta1.CSIDriverSpec:16,13,36,36',
  'storage/v1beta1.CSIDriverList': '1:metadata:o:meta/v1.ListMeta:16,13,36,36 2:items:r:storage/v1beta1.CSIDriver:16,13,36,36',
  'storage/v1beta1.CSIDriverSpec':
    '1:attachRequired:op:bool:16,13,36,36 2:podInfoOnMount:op:bool:16,13,36,36 3:volumeLifecycleModes:or:string:16,13,36,36 4:storageCapacity:op:bool:19,17,36,36 5:fsGroupPolicy:op:string:19,17,36,36 6:tokenRequests:or:storage/v1beta1.TokenRequest:20,20,36,36 7:requiresRepublish:op:bool:20,20,36,36 8:seLinuxMount:op:bool:25,23,36,36 9:nodeAllocatableUpdatePeriodSeconds:op:int64:33,31,36,36 10:serviceAccountTokenInSecrets:op:bool:36,34,36,36 11:preventPodSchedulingIfMissing:op:bool:36,34,36,36',
  'storage/v1beta1.CSINode': '1:metadata:o:meta/v1.ObjectMeta:16,13,36,36 2:spec::storage/v1beta1.CSINodeSpec:16,13,36,36',
  'storage/v1beta1.CSINodeDriver':
    '1:name::string:16,13,36,36 2:nodeID::string:16,13,36,36 3:topologyKeys:r:string:16,13,36,36 4:allocatable:op:storage/v1beta1.VolumeNodeResources:16,13,36,36',
  'storage/v1beta1.CSINodeList': '1:metadata:o:meta/v1.ListMeta:16,13,36,36 2:items:r:storage/v1beta1.CSINode:16,13,36,36',
  'storage/v1beta1.CSINodeSpec': '1:drivers:r:storage/v1beta1.CSINodeDriver:16,13,36,36',
  'storage/v1beta1.CSIStorageCapacity':
    '1:metadata:o:meta/v1.ObjectMeta:22,21,36,36 2:nodeTopology:op:meta/v1.LabelSelector:22,21,36,36 3:storageClassName::string:22,21,36,36 4:capacity:op:quantity.Quantity:22,21,36,36 5:maximumVolumeSize:op:quantity.Quantity:22,21,36,36',
  'storage/v1beta1.CSIStorageCapacityList':
    '1:metadata:o:meta/v1.ListMeta:22,21,36,36 2:items:r:storage/v1beta1.CSIStorageCapacity:22,21,36,36',
  'storage/v1beta1.StorageClass':
    '1:metadata:o:meta/v1.ObjectMeta 2:provisioner::string 3:parameters:om:string 4:reclaimPolicy:op:string 5:mountOptions:or:string 6:allowVolumeExpansion:op:bool 7:volumeBindingMode:op:string 8:allowedTopologies:or:core/v1.TopologySelectorTerm:12,10,36,36',
  'storage/v1beta1.StorageClassList': '1:metadata:o:meta/v1.ListMeta 2:items:r:storage/v1beta1.StorageClass',
  'storage/v1beta1.TokenRequest': '1:audience::string:20,20,36,36 2:expirationSeconds:op:int64:20,20,36,36',
  'storage/v1beta1.VolumeAttachment':
    '1:metadata:o:meta/v1.ObjectMeta:12,10,36,36 2:spec::storage/v1beta1.VolumeAttachmentSpec:12,10,36,36 3:status:o:storage/v1beta1.VolumeAttachmentStatus:12,10,36,36',
  'storage/v1beta1.VolumeAttachmentList':
    '1:metadata:o:meta/v1.ListMeta:12,10,36,36 2:items:r:storage/v1beta1.VolumeAttachment:12,10,36,36',
  'storage/v1beta1.VolumeAttachmentSource':
    '1:persistentVolumeName:op:string:12,10,36,36 2:inlineVolumeSpec:op:core/v1.PersistentVolumeSpec:16,13,36,36',
  'storage/v1beta1.VolumeAttachmentSpec':
    '1:attacher::string:12,10,36,36 2:source::storage/v1beta1.VolumeAttachmentSource:12,10,36,36 3:nodeName::string:12,10,36,36',
  'storage/v1beta1.VolumeAttachmentStatus':
    '1:attached::bool:12,10,36,36 2:attachmentMetadata:om:string:12,10,36,36 3:attachError:op:storage/v1beta1.VolumeError:12,10,36,36 4:detachError:op:storage/v1beta1.VolumeError:12,10,36,36',
  'storage/v1beta1.VolumeAttributesClass':
    '1:metadata:o:meta/v1.ObjectMeta:33,31,36,36 2:driverName::string:33,31,36,36 3:parameters:om:string:33,31,36,36',
  'storage/v1beta1.VolumeAttributesClassList':
    '1:metadata:o:meta/v1.ListMeta:33,31,36,36 2:items:r:storage/v1beta1.VolumeAttributesClass:33,31,36,36',
  'storage/v1beta1.VolumeError':
    '1:time:o:meta/v1.Time:12,10,36,36 2:message:o:string:12,10,36,36 3:errorCode:op:int32:33,31,36,36',
  'storage/v1beta1.VolumeNodeResources': '1:count:op:int32:16,13,36,36',
  'storagemigration/v1alpha1.GroupVersionResource':
    '1:group:o:string:30,29,33,35 2:version:o:string:30,29,33,35 3:resource:o:string:30,29,33,35',
  'storagemigration/v1alpha1.MigrationCondition':
    '1:type::string:30,29,33,35 2:status::string:30,29,33,35 3:lastUpdateTime:o:meta/v1.Time:30,29,33,35 4:reason:o:string:30,29,33,35 5:message:o:string:30,29,33,35',
  'storagemigration/v1alpha1.StorageVersionMigration':
    '1:metadata:o:meta/v1.ObjectMeta:30,29,33,35 2:spec:o:storagemigration/v1alpha1.StorageVersionMigrationSpec:30,29,33,35 3:status:o:storagemigration/v1alpha1.StorageVersionMigrationStatus:30,29,33,35',
  'storagemigration/v1alpha1.StorageVersionMigrationList':
    '1:metadata:o:meta/v1.ListMeta:30,29,33,35 2:items:r:storagemigration/v1alpha1.StorageVersionMigration:30,29,33,35',
  'storagemigration/v1alpha1.StorageVersionMigrationSpec':
    '1:resource::storagemigration/v1alpha1.GroupVersionResource:30,29,33,35 2:continueToken:o:string:30,29,33,35',
  'storagemigration/v1alpha1.StorageVersionMigrationStatus':
    '1:conditions:or:storagemigration/v1alpha1.MigrationCondition:30,29,33,35 2:resourceVersion:o:string:30,29,33,35',
  'storagemigration/v1beta1.StorageVersionMigration':
    '1:metadata:o:meta/v1.ObjectMeta:36,34,36,36 2:spec:o:storagemigration/v1beta1.StorageVersionMigrationSpec:36,34,36,36 3:status:o:storagemigration/v1beta1.StorageVersionMigrationStatus:36,34,36,36',
  'storagemigration/v1beta1.StorageVersionMigrationList':
    '1:metadata:o:meta/v1.ListMeta:36,34,36,36 2:items:r:storagemigration/v1beta1.StorageVersionMigration:36,34,36,36',
  'storagemigration/v1beta1.StorageVersionMigrationSpec': '1:resource::meta/v1.GroupResource:36,34,36,36',
  'storagemigration/v1beta1.StorageVersionMigrationStatus':
    '1:conditions:or:meta/v1.Condition:36,34,36,36 2:resourceVersion:o:string:36,34,36,36',
};
