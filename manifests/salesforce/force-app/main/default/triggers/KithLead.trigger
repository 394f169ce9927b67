trigger KithLead on Lead(after update) {
    KithLeadConversion.follow(Trigger.new, Trigger.oldMap);
}
